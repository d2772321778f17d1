package rowan.sql.sqlite.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowan.model.Schema;
import rowan.sql.sqlite.text.SqliteOutline;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Token;

/** Writes the queries of views in place of their names, so that the tables behind them can be seen. */
public final class SqliteViews {

    /** More views than any query has; a stop for one that names itself. */
    private static final int MOST = 200;

    private final Schema schema;
    private final Lexicon lexicon;

    public SqliteViews(Schema schema, Lexicon lexicon) {
        this.schema = schema;
        this.lexicon = lexicon;
    }

    /** The query without views, except for those that rename their columns: a subquery cannot. */
    public String written(String sql) {
        String text = sql;
        for (int i = 0; i < MOST; i++) {
            Optional<String> next = withoutFirst(text);
            if (next.isEmpty()) {
                return text;
            }
            text = next.get();
        }
        return sql;
    }

    private Optional<String> withoutFirst(String sql) {
        SqliteOutline outline = SqliteOutline.of(significant(sql));
        for (SqliteOutline.Core core : outline.cores()) {
            if (!outline.tokens().is(core.whole().from(), "SELECT")) {
                continue; // What is changed keeps its name.
            }
            for (SqliteOutline.Source source : core.sources()) {
                Optional<String> body = body(source, core.commonTables());
                if (body.isPresent()) {
                    int from = outline.tokens().get(source.span().from()).from();
                    int to = outline.tokens().get(source.span().to() - 1).to();
                    String name = source.isAliased() ? "" : " AS " + lexicon.quote(source.alias());
                    return Optional.of(sql.substring(0, from) + "(" + body.get() + ")" + name + sql.substring(to));
                }
            }
        }
        return Optional.empty();
    }

    /** The query of a view, if this is one whose names mean the same here. */
    private Optional<String> body(SqliteOutline.Source source, Map<String, SqliteOutline.CommonTable> commonTables) {
        if (source.kind() != SqliteOutline.Kind.NAMED
                || source.database().isEmpty() && commonTables.containsKey(source.name())) {
            return Optional.empty();
        }
        return schema.relation(source.database(), source.name())
                .filter(r -> r.kind() == Schema.Kind.VIEW)
                .flatMap(view -> query(view.ddl()))
                .filter(body ->
                        significant(body).stream().noneMatch(t -> t.isName() && commonTables.containsKey(t.name())));
    }

    /** What stands behind AS in {@code CREATE VIEW name AS …}; empty for a view that names its columns. */
    private Optional<String> query(String ddl) {
        List<Token> tokens = significant(ddl);
        for (Token token : tokens) {
            if (token.text().equals("(")) {
                return Optional.empty();
            }
            if (token.is("AS")) {
                return Optional.of(ddl.substring(token.to()).strip());
            }
        }
        return Optional.empty();
    }

    private List<Token> significant(String sql) {
        return lexicon.tokenize(sql).stream().filter(Token::isSignificant).toList();
    }
}
