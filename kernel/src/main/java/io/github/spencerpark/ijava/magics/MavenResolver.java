package io.github.spencerpark.ijava.magics;

import java.util.List;
import rowan.jshell.cell.CellFunctions;
import rowan.jshell.cell.CellHost;

/** Libraries by their Maven coordinates, as {@code %maven} and its like do it. */
public final class MavenResolver {

    /** Also looks for libraries there. */
    public void addRemoteRepo(String id, String url) {
        CellFunctions.lineMagic("mavenRepo", List.of(id, url));
    }

    /** Adds libraries, with what they need. */
    public void addMavenDependencies(List<String> coordinates) {
        CellFunctions.lineMagic("maven", coordinates);
    }

    /** Adds jars that are already there. */
    public void addJarsToClasspath(Iterable<String> jars) {
        jars.forEach(CellHost::addToClassPath);
    }
}
