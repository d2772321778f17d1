package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** Functions of SQL whose body is Java: of engines that run within this process. */
public interface JavaFunctions {

    /** Makes a Java function callable from SQL; one of the same name and number of arguments is replaced. */
    void function(Connection connection, JavaFunction function) throws SQLException;

    /** Makes all Java functions of one connection callable on another. */
    void shareFunctions(Connection from, Connection to) throws SQLException;
}
