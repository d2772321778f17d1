package rowan.libraries;

import static org.assertj.core.api.Assertions.assertThat;
import static rowan.libraries.MavenRepository.dependencies;
import static rowan.libraries.MavenRepository.dependency;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;
import rowan.TypedCommands;
import rowan.workspace.RecordingSink;
import rowan.workspace.cell.Detail;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** Libraries come from Maven repositories as Maven itself finds them, and do not meet Rowan's own. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MavenTest {

    /** Jars that the build has laid here for these tests: versions of libraries other than Rowan's. */
    private static final Path OTHER_VERSIONS = Path.of("target", "other-versions");

    @TempDir
    Path directory;

    private final String userHome = System.getProperty("user.home");
    private MavenRepository repository;
    private Notebook notebook;

    @BeforeEach
    void a_repository_that_stands_for_all_others() throws IOException {
        repository = new MavenRepository(directory.resolve("remote"));
        repository.library("org.example:lib:1.0", "lib 1.0");
        repository.library("org.example:lib:1.1", "lib 1.1");
        repository.library("org.example:lib:2.0", "lib 2.0");
        repository.library("org.example:app:1.0", "app", dependencies("org.example:lib:1.0"));
        repository.library("org.example:newer:1.0", "newer", dependencies("org.example:lib:2.0"));
        settings("");
        System.setProperty("user.home", directory.toString());
        notebook = new Notebook(directory);
    }

    /** The user's settings: a local repository of its own, and a mirror in place of the network. */
    private void settings(String more) throws IOException {
        settings(more, repository.url());
    }

    private void settings(String more, String mirror) throws IOException {
        Files.writeString(
                Files.createDirectories(directory.resolve(".m2")).resolve("settings.xml"),
                "<settings><localRepository>" + directory.resolve("local") + "</localRepository>"
                        + "<mirrors><mirror><id>mirror</id><mirrorOf>central</mirrorOf><url>" + mirror
                        + "</url></mirror></mirrors>" + more + "</settings>");
    }

    @AfterEach
    void close() {
        notebook.close();
        System.setProperty("user.home", userHome);
    }

    @Test
    void a_library_comes_with_what_it_needs_and_both_can_be_used() {
        assertThat(notebook.run("%maven org.example:app:1.0")).contains("2 jars added: app-1.0.jar, lib-1.0.jar");
        assertThat(notebook.run("app.Word.say() + \", \" + lib.Word.say()")).isEqualTo("result: app, lib 1.0");
        assertThat(notebook.run("%maven org.example:app:1.0")).contains("Nothing was added");
        assertThat(notebook.run("lib.Word.class.getPackage().getImplementationVersion()"))
                .isEqualTo("result: 7.8");
        assertThat(notebook.run("lib.Word.class.getProtectionDomain().getCodeSource().getLocation().getPath()"))
                .endsWith("local/org/example/lib/1.0/lib-1.0.jar");
    }

    @Test
    void the_javadoc_of_a_library_comes_from_its_sources() throws IOException {
        repository.sources(
                "org.example:lib:1.0",
                "lib.Word",
                "package lib;\n/** A word of <b>wisdom</b>. */\npublic class Word {\n"
                        + "/** Says it. @see Other */ public static String say() { return null; }\n"
                        + "/**\n * Says it {@code 2} times.\n *\n * @param word to be said\n * @return both\n */\n"
                        + "public static String twice(String word) { return null; }\n}\n");
        notebook.run("%maven org.example:app:1.0");
        assertThat(inspected("lib.Word.twice"))
                .contains("twice(String word)", "Says it 2 times.", "word", "to be said", "returns", "both");
        assertThat(inspected("lib.Word")).contains("A word of wisdom.");
        assertThat(inspected("app.Word.twice")).contains("twice(String");
        assertThat(notebook.workspace().complete("lib.Word.tw", 11).items())
                .extracting(Completions.Completion::signature)
                .containsExactly("(String word): String");
    }

    private String inspected(String code) {
        return notebook.workspace()
                .inspect(code, code.length(), Detail.FULL)
                .orElseThrow()
                .plain();
    }

    @Test
    void all_names_and_forms_of_ijava_are_understood() {
        assertThat(notebook.run("%addMavenDependency org.example#lib;1.0 -v"))
                .contains("1 jar added:")
                .contains("org.example:lib:1.0  " + directory.resolve("local"));
        assertThat(notebook.run("%addMavenDependencies org.example:app:1.0 org.example:newer:1.0 -vvvvv"))
                .contains("2 jars added:");
        assertThat(notebook.run("%maven org.example#lib#trunk;1.0")).contains("Nothing was added");
        assertThat(notebook.run("%maven org.example:lib:jar:1.0")).contains("Nothing was added");
    }

    @Test
    void classifiers_test_jars_and_bundles_are_found() throws IOException {
        repository.library("org.example:osgi:1.0", "bundle");
        repository.pom("org.example:osgi:1.0", "bundle");
        repository.classified("org.example:lib:1.0", "tests", "lib tests");
        repository.library("org.example:big:1.0", "big", dependencies("org.example:osgi:1.0:compile:bundle"));
        assertThat(notebook.run("%maven org.example:lib:test-jar:1.0")).contains("1 jar added: lib-1.0-tests.jar");
        assertThat(notebook.run("lib.Word.say()")).isEqualTo("result: lib tests");
        assertThat(notebook.run("%maven org.example:lib:jar:tests:1.0")).contains("Nothing was added");
        assertThat(notebook.run("%maven org.example:osgi:bundle:1.0")).contains("1 jar added: osgi-1.0.jar");
        assertThat(notebook.run("%maven org.example:big:1.0")).contains("1 jar added: big-1.0.jar");
        assertThat(notebook.run("osgi.Word.say()")).isEqualTo("result: bundle");
    }

    @Test
    void a_pom_that_only_names_others_brings_these() throws IOException {
        repository.pom("org.example:all:1.0", "pom", dependencies("org.example:app:1.0"));
        assertThat(notebook.run("%maven org.example:all:pom:1.0")).contains("2 jars added: app-1.0.jar, lib-1.0.jar");
    }

    @Test
    void what_is_mistyped_is_answered_with_what_was_meant() {
        notebook.run("%maven org.example:lib:1.3");
        assertThat(notebook.traceback())
                .contains("org.example:lib has no version 1.3.")
                .contains("Did you mean org.example:lib:1.", "The newest are 2.0, 1.1, 1.0.");
        notebook.run("%maven org.example:lib");
        assertThat(notebook.traceback()).contains("The newest is %maven org.example:lib:2.0");
        notebook.run("%maven org.example:lib:1.0");
        notebook.run("%maven org.example:lbi:1.0");
        assertThat(notebook.traceback())
                .contains("There is no library org.example:lbi in mirror.")
                .contains("Did you mean org.example:lib?");
        notebook.run("%maven org.example:app:jar:sources:1.0");
        assertThat(notebook.traceback()).contains("org.example:app 1.0 has no jar with the classifier sources.");
        notebook.run("%maven lib");
        assertThat(notebook.traceback()).contains("lib are no Maven coordinates.", "group:artifact:version");
        notebook.run("%maven");
        assertThat(notebook.traceback()).contains("%maven needs GROUP:ARTIFACT");
        notebook.run("%maven org.example:lib:1.0 --from=nowhere");
        assertThat(notebook.traceback()).contains("No repository is called nowhere");
    }

    @Test
    void a_name_that_was_not_there_is_looked_for_again() throws IOException {
        notebook.run("%maven org.example:late:1.0");
        assertThat(notebook.traceback()).contains("There is no library org.example:late");
        repository.library("org.example:late:1.0", "late");
        assertThat(notebook.run("%maven org.example:late:1.0")).contains("1 jar added: late-1.0.jar");
    }

    @Test
    void what_is_loaded_stays_and_says_so() {
        notebook.run("%maven org.example:lib:1.0");
        assertThat(notebook.run("%maven org.example:lib:2.0"))
                .contains("org.example:lib 1.0 is loaded already and stays")
                .contains("after a restart of the kernel, ask for 2.0 first");
        assertThat(notebook.run("%%loadFromPOM\n" + dependency("org.example:lib:2.0")))
                .isEqualTo(
                        "display: org.example:lib 1.0 is loaded already and stays; after a restart of the kernel, ask"
                                + " for 2.0 first.");
        assertThat(notebook.run("%maven org.example:newer:1.0")).contains("1 jar added: newer-1.0.jar");
        assertThat(notebook.run("newer.Word.say() + \", \" + lib.Word.say()")).isEqualTo("result: newer, lib 1.0");
    }

    @Test
    void a_pom_file_is_read_with_its_parent_properties_managed_versions_and_scopes() throws IOException {
        repository.pom(
                "org.example:parent:1",
                "pom",
                "<properties><lib.version>1.1</lib.version></properties><dependencyManagement>",
                dependencies("org.example:lib:${lib.version}"),
                "</dependencyManagement>");
        repository.library("org.example:later:1.0", "later");
        Files.writeString(
                directory.resolve("pom.xml"),
                "<project><modelVersion>4.0.0</modelVersion><parent><groupId>org.example</groupId>"
                        + "<artifactId>parent</artifactId><version>1</version></parent><artifactId>mine</artifactId>"
                        + dependencies("org.example:lib", "org.example:later:1.0:test")
                        + "</project>");
        assertThat(notebook.run("%loadFromPOM pom.xml")).contains("1 jar added: lib-1.1.jar");
        assertThat(notebook.run("%loadFromPOM pom.xml test -v"))
                .contains("org.example:later:1.0")
                .doesNotContain("lib:");
        notebook.run("%loadFromPOM pom.xml compiled");
        assertThat(notebook.traceback()).contains("compiled is no scope");
        notebook.run("%loadFromPOM other.xml");
        assertThat(notebook.traceback()).contains("There is no " + directory.resolve("other.xml"));
        notebook.run("%loadFromPOM");
        assertThat(notebook.traceback()).contains("Which POM?");
    }

    @Test
    void elements_of_a_pom_can_stand_in_a_cell() throws IOException {
        MavenRepository second = new MavenRepository(directory.resolve("second"));
        second.library("org.example:elsewhere:1.0", "elsewhere");
        assertThat(notebook.run("%%loadFromPOM\n" + dependency("org.example:lib:1.0") + "\n<!-- and -->\n"
                        + "<repository><id>second</id><url>" + second.url() + "</url></repository>\n"
                        + dependency("org.example:elsewhere:1.0")))
                .contains("2 jars added: lib-1.0.jar, elsewhere-1.0.jar");
        assertThat(notebook.run("%%loadFromPOM runtime\n" + dependencies("org.example:app:1.0:runtime")))
                .contains("1 jar added: app-1.0.jar");
        assertThat(notebook.run("%%loadFromPOM\n<?xml version=\"1.0\"?>\n<project>"
                        + dependencies("org.example:newer:1.0") + "</project>"))
                .contains("1 jar added: newer-1.0.jar");
        notebook.run("%%loadFromPOM\n<dependency>\n<groupId>");
        assertThat(notebook.traceback()).contains("This is no XML, line 2");
        notebook.run("%%loadFromPOM\n<dependency></dependency>");
        assertThat(notebook.traceback()).contains("'dependencies.dependency.artifactId'");
        notebook.run("%%loadFromPOM\njust words");
        assertThat(notebook.traceback()).contains("There is no <dependency> here.");
        repository.library("org.example:fresh:1.0", "fresh");
        notebook.run("%%loadFromPOM\n" + dependency("org.example:fresh:9.9"));
        assertThat(notebook.traceback()).contains("org.example:fresh has no version 9.9");
    }

    @Test
    void a_cell_whose_library_cannot_be_had_is_skipped_where_it_says_so() throws IOException {
        String cell = "%maven --optional org.example:newer:1.0\nimport newer.Word;\nWord.say()";
        settings("<offline>true</offline>", "http://127.0.0.1:1/repo");
        assertThat(notebook.run(cell))
                .contains("○ skipped: ", "org.example:newer", "Maven is offline, as its settings say")
                .doesNotContain("result:");
        assertThat(notebook.outcome().isOk()).isTrue();
        assertThat(notebook.run("lineMagic(\"maven\", List.of(\"--optional\", \"org.example:newer:1.0\"))"))
                .contains("○ skipped: ");
        assertThat(notebook.run("%%exercise a word\n" + cell))
                .contains("○ skipped: ")
                .doesNotContain("not yet");
        assertThat(notebook.outcome().isOk()).isTrue();
        notebook.close();
        settings("");
        notebook = new Notebook(directory);
        assertThat(notebook.run(cell)).contains("2 jars added", "result: newer");
        assertThat(notebook.run(cell)).isEqualTo("result: newer");
    }

    @Test
    void one_that_the_repositories_do_not_know_is_an_error_although_it_is_optional() throws IOException {
        notebook.run("%maven --optional org.example:app:1.3");
        assertThat(notebook.traceback()).contains("org.example:app has no version 1.3.");
        for (int time = 1; time <= 2; time++) {
            notebook.run("%maven --optional org.example:nwer:1.0");
            assertThat(notebook.traceback()).contains("There is no library org.example:nwer in mirror.");
        }
        notebook.run("%maven --optional org.example:nwer");
        assertThat(notebook.traceback()).contains("There is no library org.example:nwer in mirror.");
        notebook.run("%maven --optional org.example:app:jar:natives:1.0");
        assertThat(notebook.traceback()).contains("org.example:app 1.0 has no jar with the classifier natives.");
        // Whoever cannot ask, cannot know: what was missing a moment ago may be there by now.
        for (String elsewhere : List.of("", "<offline>true</offline>")) {
            notebook.close();
            settings(elsewhere, "http://127.0.0.1:1/repo");
            notebook = new Notebook(directory);
            for (String name : List.of("nwer:1.0", "nwer", "app:jar:natives:1.0")) {
                assertThat(notebook.run("%maven --optional org.example:" + name))
                        .as(name + elsewhere)
                        .contains("○ skipped: ");
            }
        }
    }

    @Test
    void one_that_a_web_server_does_not_know_is_an_error_and_one_it_does_not_answer_for_is_skipped()
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger status = new AtomicInteger(404);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        try {
            settings("", "http://127.0.0.1:" + server.getAddress().getPort() + "/repo");
            notebook.run("%maven --optional org.example:lib:1.0");
            assertThat(notebook.traceback()).contains("There is no library org.example:lib in mirror.");
            status.set(503);
            assertThat(notebook.run("%maven --optional org.example:lib:1.0")).contains("○ skipped: ");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_host_that_cannot_be_reached_is_named_with_the_library() throws IOException {
        settings("", "http://127.0.0.1:1/repo");
        notebook.run("%maven org.example:lib:1.0");
        assertThat(notebook.traceback())
                .contains("org.example:lib:1.0 cannot be had: 127.0.0.1 cannot be reached.", "~/.m2/settings.xml");
        notebook.run("%maven org.example:lib");
        assertThat(notebook.traceback()).contains("org.example:lib cannot be had: 127.0.0.1 cannot be reached.");
    }

    @Test
    void a_skipped_cell_is_told_and_nothing_else_is_compared_with_it() throws IOException {
        Path file = directory.resolve("made.ipynb");
        Files.writeString(file, """
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
                  {"cell_type": "code", "metadata": {}, "execution_count": null, "outputs": [],
                   "source": "%maven --optional org.example:lib:1.0\\nlib.Word.say()"},
                  {"cell_type": "code", "metadata": {}, "execution_count": null, "outputs": [], "source": "1 + 1"}]}
                """);
        TypedCommands typed = new TypedCommands();
        assertThat(typed.runInPlace(file)).isZero();
        assertThat(typed.verify(file)).isZero();
        Files.move(directory.resolve("local"), directory.resolve("elsewhere"));
        settings("", "http://127.0.0.1:1/repo");
        assertThat(typed.verify(file)).isZero();
        assertThat(typed.said())
                .contains(
                        "verified · 2 of 2 cells compared (100 %)",
                        "verified · 1 of 2 cells compared (50 %) · cells skipped, for what cannot be had here: [1]");
    }

    @Test
    void a_repository_can_be_added_and_asked_first() throws IOException {
        MavenRepository second = new MavenRepository(directory.resolve("second"));
        second.library("org.example:elsewhere:1.0", "elsewhere");
        second.library("org.example:third:1.0", "third");
        notebook.run("%maven org.example:elsewhere:1.0");
        assertThat(notebook.traceback()).contains("There is no library");
        assertThat(notebook.run("%mavenRepo mine second")).contains("The repository mine is asked");
        assertThat(notebook.run("%maven org.example:elsewhere:1.0 --from=mine")).contains("1 jar added");
        assertThat(notebook.run("%maven org.example:third:1.0 --from=" + second.url()))
                .contains("1 jar added");
        assertThat(notebook.run("%addMavenRepo again " + second.url())).contains("The repository again is asked");
        notebook.run("%mavenRepo mine");
        assertThat(notebook.traceback())
                .contains("%mavenRepo needs the address of a repository behind it.", "%mavenRepo ID URL");
        for (String none : List.of("http://[", "https://", "\"\"")) {
            notebook.run("%mavenRepo mine " + none);
            assertThat(notebook.traceback()).contains("%mavenRepo takes the address of a repository, not ");
        }
        notebook.run("%maven org.example:third:1.0 --from=http://[");
        assertThat(notebook.traceback()).contains("--from takes the id or the address of a repository, not http://[.");
    }

    @Test
    void without_a_network_what_is_here_is_enough_and_the_rest_says_why() throws IOException {
        notebook.run("%maven org.example:app:1.0");
        notebook.close();
        settings("<offline>true</offline>", "http://127.0.0.1:1/repo");
        notebook = new Notebook(directory);
        assertThat(notebook.run("%maven org.example:app:1.0")).contains("2 jars added");
        notebook.run("%maven org.example:newer:1.0");
        assertThat(notebook.traceback()).contains("Maven is offline, as its settings say");
    }

    @Test
    void settings_that_cannot_be_read_are_told() throws IOException {
        settings("<servers><server>");
        notebook.run("%maven org.example:app:1.0");
        assertThat(notebook.traceback())
                .contains(
                        "Maven's settings cannot be read",
                        directory.resolve(".m2").toString());
        settings("");
        assertThat(notebook.run("%maven org.example:app:1.0")).contains("2 jars added");
    }

    @Test
    void a_mirror_behind_a_proxy_with_passwords_is_reached_as_the_settings_say() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
                    // A proxy gets the whole address, with the host that was meant.
                    asked.add(exchange.getRequestURI().toString());
                    Path file = directory
                            .resolve("remote")
                            .resolve(exchange.getRequestURI().getPath().substring("/repo/".length()));
                    byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
                    exchange.sendResponseHeaders(
                            content.length == 0 ? 404 : 200, content.length == 0 ? -1 : content.length);
                    exchange.getResponseBody().write(content);
                    exchange.close();
                })
                .setAuthenticator(new BasicAuthenticator("libraries") {
                    @Override
                    public boolean checkCredentials(String user, String password) {
                        return user.equals("ada") && password.equals("secret");
                    }
                });
        server.start();
        try {
            settings(
                    "<servers><server><id>mirror</id><username>ada</username><password>secret</password></server></servers>"
                            + "<proxies><proxy><id>p</id><active>true</active><protocol>http</protocol><host>127.0.0.1</host>"
                            + "<port>" + server.getAddress().getPort() + "</port></proxy></proxies>",
                    "http://repository.invalid/repo");
            assertThat(notebook.run("%maven org.example:app:1.0")).contains("2 jars added: app-1.0.jar, lib-1.0.jar");
            assertThat(asked).allMatch(uri -> uri.startsWith("http://repository.invalid/repo/"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_repository_that_never_answers_can_be_given_up() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            settings("", "http://127.0.0.1:" + silent.getLocalPort() + "/repo");
            InterruptSignal signal = new InterruptSignal();
            CompletableFuture.delayedExecutor(800, TimeUnit.MILLISECONDS).execute(signal::request);
            notebook.run("%maven org.example:app:1.0", signal, new RecordingSink());
            assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
            assertThat(notebook.run("1 + 1")).isEqualTo("result: 2");
        }
    }

    @Test
    void jackson_guava_gson_and_asm_of_other_versions_work_beside_rowans_own() throws IOException {
        repository.copy("com.fasterxml.jackson.core:jackson-core:2.9.10", jar("jackson-core-2.9.10"));
        repository.copy("com.fasterxml.jackson.core:jackson-annotations:2.9.10", jar("jackson-annotations-2.9.10"));
        repository.copy(
                "com.fasterxml.jackson.core:jackson-databind:2.9.10",
                jar("jackson-databind-2.9.10"),
                dependencies(
                        "com.fasterxml.jackson.core:jackson-core:2.9.10",
                        "com.fasterxml.jackson.core:jackson-annotations:2.9.10"));
        repository.copy("com.google.guava:guava:19.0", jar("guava-19.0"));
        repository.copy("org.ow2.asm:asm:5.2", jar("asm-5.2"));
        repository.copy("com.google.code.gson:gson:2.8.9", jar("gson-2.8.9"));
        assertThat(notebook.run("%maven com.fasterxml.jackson.core:jackson-databind:2.9.10 com.google.guava:guava:19.0"
                        + " org.ow2.asm:asm:5.2 com.google.code.gson:gson:2.8.9"))
                .contains("6 jars added");
        assertThat(notebook.run("import com.fasterxml.jackson.databind.ObjectMapper;\n"
                        + "var mapper = new ObjectMapper();\n"
                        + "mapper.version() + \" \" + mapper.writeValueAsString(Map.of(\"a\", List.of(1, 2)))"))
                .isEqualTo("result: 2.9.10 {\"a\":[1,2]}");
        assertThat(notebook.run("public class Point { public int x = 1; public int y = 2; }\n"
                        + "mapper.readValue(mapper.writeValueAsString(new Point()), Point.class).y"))
                .isEqualTo("result: 2");
        assertThat(notebook.run("com.google.common.base.Objects.firstNonNull(null, \"of Guava 19\")"))
                .as("a method that later versions have not")
                .isEqualTo("result: of Guava 19");
        assertThat(notebook.run("new com.google.gson.JsonParser().parse(\"[1]\") + \" \" + \n"
                        + "com.google.gson.Gson.class.getProtectionDomain().getCodeSource().getLocation()"))
                .contains("[1] ", "gson-2.8.9.jar");
        assertThat(notebook.run("import org.objectweb.asm.*;\n"
                        + "var writer = new ClassWriter(0);\n"
                        + "writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, \"Made\", null, \"java/lang/Object\", null);\n"
                        + "boolean old = Arrays.stream(Opcodes.class.getFields()).noneMatch(f -> f.getName().equals(\"ASM9\"));\n"
                        + "old + \" \" + new ClassReader(writer.toByteArray()).getClassName()"))
                .isEqualTo("result: true Made");
        assertThat(notebook.run("for (int i = 0; i < 3; i++) {}\n42"))
                .as("cells are still woven, by Rowan's own ASM")
                .isEqualTo("result: 42");
    }

    private static Path jar(String name) {
        return OTHER_VERSIONS.resolve(name + ".jar");
    }

    @Test
    void rowans_own_libraries_are_not_there_for_cells() {
        for (String own : List.of(
                "com.google.gson.Gson",
                "org.objectweb.asm.ClassReader",
                "org.sqlite.JDBC",
                "picocli.CommandLine",
                "org.eclipse.aether.RepositorySystem",
                "rowan.sql.connection.Session",
                "rowan.magic.Magics")) {
            assertThat(notebook.run("Class.forName(\"" + own + "\")"))
                    .startsWith("error: java.lang.ClassNotFoundException: " + own);
        }
        notebook.run("new com.google.gson.Gson()");
        assertThat(notebook.traceback()).contains("package com.google.gson does not exist");
    }
}
