/*
 * What SQLite itself counts for each query on standard input, one query to a line. Built in two ways, since what counts loops
 * and rows also changes the program that SQLite makes of a query:
 *
 *   patch sqlite3.c kept.patch
 *   cc -O1 -DSQLITE_ENABLE_STAT4 -DSQLITE_THREADSAFE=0 visits.c -lm -o steps
 *   cc -O1 -DSQLITE_ENABLE_STAT4 -DSQLITE_THREADSAFE=0 -DSQLITE_ENABLE_STMT_SCANSTATUS visits.c -lm -o visits
 *   ./steps plain.db < plain.sql > steps-plain.txt
 *   ./visits plain.db < plain.sql > visits-plain.txt
 *
 * where sqlite3.c is the amalgamation of the SQLite that the driver has, 3.54.1, and the databases and queries are what
 * rowan.sql.sqlite.plan.OracleQuestions writes. The answers are kept in src/test/resources/oracle.
 *
 * "steps" tells the steps of the virtual machine, "visits" loops, rows visited and rows passed on of each step of the
 * plan: a row counts as passed on when it reaches the place behind the last condition of its loop, which kept.patch marks
 * with a Noop; rows of NULLs, which a LEFT JOIN makes, are not counted there. A dash stands where they cannot be told
 * apart, in the loop of a RIGHT JOIN. Visited includes the row of NULLs of a LEFT JOIN.
 */
#include "sqlite3.c"

#ifdef SQLITE_ENABLE_STMT_SCANSTATUS
static void print_kept(Vdbe *program, int explained) {
    for (int at = 0; at < program->nOp; at++) {
        Op *op = &program->aOp[at];
        if (op->opcode == OP_Noop && op->p5 >= 77 && op->p1 == explained) {
            if (op->p5 == 78) {
                break;
            }
            printf("%lld", (sqlite3_int64) op->nExec - op->p4.i);
            return;
        }
    }
    printf("-");
}

static void print_counts(sqlite3_stmt *statement) {
    Vdbe *program = (Vdbe *) statement;
    for (int step = 0; step < program->nScan; step++) {
        ScanStatus *scan = &program->aScan[step];
        const char *detail = scan->addrExplain ? program->aOp[scan->addrExplain].p4.z : 0;
        if (detail && scan->addrVisit > 0 && (strncmp(detail, "SCAN ", 5) == 0 || strncmp(detail, "SEARCH ", 7) == 0)) {
            printf("  %lld %lld ", (sqlite3_int64) program->aOp[scan->addrLoop].nExec,
                   (sqlite3_int64) program->aOp[scan->addrVisit].nExec);
            print_kept(program, scan->addrExplain);
            printf(" %s\n", detail);
        }
    }
}
#else
static void print_counts(sqlite3_stmt *statement) {
    printf("  %d\n", sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 0));
}
#endif

int main(int count, char **arguments) {
    sqlite3 *database;
    static char query[1 << 20];
    if (count != 2 || sqlite3_open(arguments[1], &database) != SQLITE_OK) {
        fputs("visits DATABASE < QUERIES\n", stderr);
        return 2;
    }
#ifdef SQLITE_ENABLE_STMT_SCANSTATUS
    sqlite3_db_config(database, SQLITE_DBCONFIG_STMT_SCANSTATUS, 1, 0);
#endif
    while (fgets(query, sizeof query, stdin)) {
        sqlite3_stmt *statement;
        if (sqlite3_prepare_v2(database, query, -1, &statement, 0) != SQLITE_OK) {
            fprintf(stderr, "%s: %s", sqlite3_errmsg(database), query);
            return 1;
        }
        while (sqlite3_step(statement) == SQLITE_ROW) {
        }
        printf("%s", query);
        print_counts(statement);
        sqlite3_finalize(statement);
    }
    return 0;
}
