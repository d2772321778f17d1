package rowan.sql.connection;

import java.util.List;
import rowan.model.Schema;
import rowan.sql.dialect.Dialect;
import rowan.sql.statement.Statement;

/**
 * The schema as statements will change it that have not been run yet. The last answer is kept: while somebody types in a cell,
 * what stands above stays the same, and an engine may have to make all tables anew to tell.
 */
final class Foresight {

    private volatile Answer last = new Answer(Schema.EMPTY, List.of(), Schema.EMPTY);

    private record Answer(Schema now, List<String> statements, Schema then) {}

    Schema of(Dialect dialect, Schema now, List<Statement> statements) {
        List<String> texts = statements.stream().map(Statement::text).toList();
        Answer known = last;
        // A schema that has not changed is the same object.
        if (known.now() != now || !known.statements().equals(texts)) {
            Schema then = dialect.catalog()
                    .map(catalog -> catalog.foresee(now, statements))
                    .orElse(now);
            known = new Answer(now, texts, then);
            last = known;
        }
        return known.then();
    }
}
