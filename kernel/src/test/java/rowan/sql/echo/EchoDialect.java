package rowan.sql.echo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.model.table.ResultTable;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Catalog;
import rowan.sql.dialect.CatalogQueries;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.Plans;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.Target;
import rowan.sql.dialect.TransactionState;
import rowan.sql.dialect.Values;
import rowan.sql.grammar.Grammar;
import rowan.sql.sqlite.text.SqliteGrammar;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Effect;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.workspace.contract.Interrupt;

/** An engine that is a server. It shows that a further one needs nothing but a package of its own. */
public final class EchoDialect implements Dialect, Values, Catalog, CatalogQueries, Plans {

    private static final Set<String> CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER");

    private static final int PORT = 7007;

    private static final AtomicInteger SERVERS = new AtomicInteger();

    /** Each dialect has a server of its own, so that tests do not see each other's rows. */
    private final String server = "echo" + SERVERS.incrementAndGet();

    private final Lexicon lexicon = new SqliteLexicon();

    @Override
    public String name() {
        return "Echo";
    }

    @Override
    public String version(Connection connection) {
        return "1.0";
    }

    @Override
    public Lexicon lexicon() {
        return lexicon;
    }

    @Override
    public Grammar grammar() {
        return SqliteGrammar.get();
    }

    @Override
    public Values values() {
        return this;
    }

    @Override
    public Optional<Catalog> catalog() {
        return Optional.of(this);
    }

    @Override
    public Optional<CatalogQueries> catalogQueries() {
        return Optional.of(this);
    }

    @Override
    public Optional<Plans> plans() {
        return Optional.of(this);
    }

    @Override
    public boolean accepts(String url) {
        return url.startsWith("echo://");
    }

    @Override
    public String exampleUrl() {
        return "echo://USER:PASSWORD@HOST/DATABASE";
    }

    @Override
    public Target locate(String url, Path directory, boolean readOnly) throws SqlFailure {
        URI uri = URI.create(url);
        String[] login = String.valueOf(uri.getUserInfo()).split(":", 2);
        if (uri.getUserInfo() == null || login.length < 2) {
            throw new SqlFailure(
                    Problem.usage("Echo asks who you are.", "Write a user and a password: %sql " + exampleUrl()));
        }
        Target.Server server = new Target.Server(
                uri.getHost(),
                uri.getPort() < 0 ? PORT : uri.getPort(),
                uri.getPath().substring(1),
                login[0],
                Optional.of(new Target.Password(login[1])));
        return new Target(url, server, readOnly);
    }

    @Override
    public Connection open(Target target, Supplier<Interrupt> interrupt) throws SqlFailure {
        Target.Server location = (Target.Server) target.location();
        try {
            return EchoServer.connect(
                    server + "-" + target.name(),
                    location.user(),
                    location.password().orElseThrow().secret());
        } catch (SQLException e) {
            throw new SqlFailure(told(e));
        }
    }

    /** The server stops a statement and nothing else. */
    @Override
    public void cancel(Connection connection, Optional<java.sql.Statement> running) {
        running.ifPresent(statement -> {
            try {
                statement.cancel();
            } catch (SQLException ended) {
                // There is nothing to stop.
            }
        });
    }

    @Override
    public TransactionState transaction(Connection connection) {
        return EchoServer.of(connection).transaction();
    }

    @Override
    public Effect effect(Statement statement) {
        return statement.isQuery() ? Effect.READ : CHANGES.contains(statement.verb()) ? Effect.WRITE : Effect.UNKNOWN;
    }

    @Override
    public Problem problem(
            Connection connection, SQLException error, Statement statement, BoundStatement bound, Schema schema) {
        Problem problem = told(error);
        if (!(error instanceof EchoFailure failure) || failure.position() == 0) {
            return problem;
        }
        int sent = bound.sql().offsetByCodePoints(0, failure.position() - 1);
        int place = bound.written().applyAsInt(sent);
        return problem.at(statement.passage(place, place + 1));
    }

    @Override
    public Problem problem(Connection connection, SQLException error) {
        return told(error);
    }

    private static Problem told(SQLException error) {
        return Problem.of("ECHO_" + error.getSQLState(), error.getMessage());
    }

    @Override
    public Object read(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column);
    }

    @Override
    public boolean binds(Object value) {
        return value == null || value instanceof Number || value instanceof String;
    }

    @Override
    public List<String> columnTypes(ResultTable rows, boolean asTheyAre) {
        return Collections.nCopies(rows.columns().size(), "TEXT");
    }

    @Override
    public String textType() {
        return "TEXT";
    }

    @Override
    public boolean takesNames() {
        return false;
    }

    @Override
    public int mostParameters() {
        return 65_535;
    }

    @Override
    public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        statement.setObject(index, value);
    }

    @Override
    public String schemaStamp(Connection connection) {
        return String.valueOf(EchoServer.schemaChanges());
    }

    @Override
    public Schema schema(Connection connection) throws SQLException {
        List<Schema.Relation> relations = new ArrayList<>();
        Connection rows = EchoServer.of(connection).rows();
        for (String schema : EchoServer.SCHEMAS) {
            try (java.sql.Statement asking = rows.createStatement();
                    ResultSet tables = asking.executeQuery(
                            "SELECT name, sql FROM " + schema + ".sqlite_schema WHERE type = 'table'")) {
                while (tables.next()) {
                    relations.add(new Schema.Relation(
                            schema,
                            tables.getString(1),
                            Schema.Kind.TABLE,
                            columns(rows, schema, tables.getString(1)),
                            List.of(),
                            List.of(),
                            OptionalLong.empty(),
                            tables.getString(2)));
                }
            }
        }
        return new Schema(relations, List.of());
    }

    /** A query over what each schema has, with the schema's name in front; what is reserved is left out. */
    private static String ofSchemas(String selected, String where) {
        return EchoServer.SCHEMAS.stream()
                .map(schema -> "SELECT '" + schema + "' AS schema, " + selected + " FROM " + schema
                        + ".sqlite_schema WHERE " + where)
                .collect(Collectors.joining(" UNION ALL ", "", " ORDER BY 1, 2"));
    }

    @Override
    public String tables(String pattern) {
        return ofSchemas("name, type", "type = 'table' AND name LIKE " + lexicon.literal(pattern));
    }

    @Override
    public String indexes(String pattern) {
        return ofSchemas("name, tbl_name AS \"table\"", "type = 'index' AND tbl_name LIKE " + lexicon.literal(pattern));
    }

    @Override
    public String columns(Schema.Relation table) {
        return "SELECT name, type FROM pragma_table_info(" + lexicon.literal(table.name()) + ", "
                + lexicon.literal(table.database()) + ")";
    }

    @Override
    public String definitions(String pattern) {
        return "SELECT sql || ';' FROM ("
                + ofSchemas("tbl_name, sql", "sql IS NOT NULL AND tbl_name LIKE " + lexicon.literal(pattern)) + ")";
    }

    @Override
    public String databases(Optional<String> opened) {
        return EchoServer.SCHEMAS.stream()
                .map(schema -> "SELECT '" + schema + "' AS schema")
                .collect(Collectors.joining(" UNION ALL "));
    }

    private static List<Schema.Attribute> columns(Connection rows, String schema, String table) throws SQLException {
        List<Schema.Attribute> columns = new ArrayList<>();
        try (PreparedStatement asking =
                rows.prepareStatement("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?, ?) ORDER BY cid")) {
            asking.setString(1, table);
            asking.setString(2, schema);
            try (ResultSet found = asking.executeQuery()) {
                while (found.next()) {
                    columns.add(new Schema.Attribute(
                            found.getString(1),
                            found.getString(2),
                            found.getBoolean(3),
                            Optional.empty(),
                            found.getInt(4),
                            false));
                }
            }
        }
        return columns;
    }

    @Override
    public Schema foresee(Schema now, List<Statement> statements) {
        return now;
    }

    @Override
    public QueryPlan explain(Connection connection, BoundStatement statement, Schema schema) throws SQLException {
        try (java.sql.Statement asking = connection.createStatement();
                ResultSet answer = asking.executeQuery("EXPLAIN (FORMAT JSON) " + statement.sql())) {
            answer.next();
            JsonObject plan = JsonParser.parseString(answer.getString(1)).getAsJsonObject();
            List<QueryPlan.Node> nodes = new ArrayList<>();
            for (JsonElement each : plan.getAsJsonArray("Plans")) {
                nodes.add(node(each.getAsJsonObject()));
            }
            return new QueryPlan(statement.sql(), nodes, Optional.empty(), List.of());
        }
    }

    private static QueryPlan.Node node(JsonObject step) {
        String type = step.get("Node Type").getAsString();
        String table = step.get("Relation Name").getAsString();
        QueryPlan.Access access = type.equals("Seq Scan") ? QueryPlan.Access.FULL_SCAN : QueryPlan.Access.KEY_SEEK;
        return new QueryPlan.Node(
                QueryPlan.Operation.READ,
                new QueryPlan.Target(table, ""),
                Optional.of(new QueryPlan.Reading(
                        access,
                        Optional.empty(),
                        QueryPlan.Join.INNER,
                        true,
                        OptionalLong.empty(),
                        QueryPlan.Wanted.NOTHING)),
                type + " on " + table,
                QueryPlan.Estimate.UNKNOWN,
                Optional.empty(),
                List.of());
    }
}
