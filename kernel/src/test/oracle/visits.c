/*
 * What SQLite itself counts: loops and rows visited of each step of the plan of each query on standard input, one query
 * to a line. The driver's SQLite cannot tell, this one can, since it is built with SQLITE_ENABLE_STMT_SCANSTATUS:
 *
 *   cc -DSQLITE_ENABLE_STMT_SCANSTATUS -DSQLITE_ENABLE_STAT4 -DSQLITE_THREADSAFE=0 visits.c sqlite3.c -lm -o visits
 *   ./visits shop.db < queries.sql
 *
 * where sqlite3.c is SQLite's amalgamation. Its answers for the random queries of the tests are kept in
 * src/test/resources/oracle, made with SQLite 3.53.2. It counts the row of NULLs of a LEFT JOIN as visited.
 */
#include <stdio.h>
#include <string.h>
#include "sqlite3.h"

int main(int count, char **arguments) {
    sqlite3 *database;
    static char query[1 << 20];
    if (count != 2 || sqlite3_open(arguments[1], &database) != SQLITE_OK) {
        fputs("visits DATABASE < QUERIES\n", stderr);
        return 2;
    }
    sqlite3_db_config(database, SQLITE_DBCONFIG_STMT_SCANSTATUS, 1, 0);
    while (fgets(query, sizeof query, stdin)) {
        sqlite3_stmt *statement;
        if (sqlite3_prepare_v2(database, query, -1, &statement, 0) != SQLITE_OK) {
            fprintf(stderr, "%s: %s", sqlite3_errmsg(database), query);
            return 1;
        }
        while (sqlite3_step(statement) == SQLITE_ROW) {
        }
        printf("%s", query);
        for (int step = 0;; step++) {
            const char *detail = 0;
            sqlite3_int64 loops = 0, visited = 0;
            if (sqlite3_stmt_scanstatus_v2(statement, step, SQLITE_SCANSTAT_EXPLAIN, SQLITE_SCANSTAT_COMPLEX, &detail)) {
                break;
            }
            sqlite3_stmt_scanstatus_v2(statement, step, SQLITE_SCANSTAT_NLOOP, SQLITE_SCANSTAT_COMPLEX, &loops);
            sqlite3_stmt_scanstatus_v2(statement, step, SQLITE_SCANSTAT_NVISIT, SQLITE_SCANSTAT_COMPLEX, &visited);
            if (detail && (strncmp(detail, "SCAN ", 5) == 0 || strncmp(detail, "SEARCH ", 7) == 0)) {
                printf("  %lld %lld %s\n", loops, visited, detail);
            }
        }
        sqlite3_finalize(statement);
    }
    return 0;
}
