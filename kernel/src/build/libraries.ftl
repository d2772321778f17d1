# Libraries

Every jar that comes with Rowan, with the licence that its authors have chosen. The build writes this list from what Maven
has resolved, `target/LIBRARIES.md`, and fails where it is not the one that is kept here; why each of those that Rowan asks
for itself is there, `pom.xml` says.

| library | version | licence |
|---|---|---|
<#list dependencyMap as library>
| ${library.key.groupId}:${library.key.artifactId} | ${library.key.version} | ${library.value?join(", ")} |
</#list>
