# Builds Rowan, installs its kernel for this user, and runs the tour in this terminal.
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..')

function Need($what, $command) {
    Write-Output $what
    Write-Output "  $command"
    exit 1
}

$java = if ($env:JAVA_HOME -and (Test-Path "$env:JAVA_HOME\bin\java.exe")) { "$env:JAVA_HOME\bin\java.exe" } else { 'java' }
if (-not (Get-Command $java -ErrorAction SilentlyContinue)) {
    Need 'Rowan needs a JDK of version 17 or later, and there is no Java. This gets one:' 'winget install EclipseAdoptium.Temurin.21.JDK'
}
$version = [int](((& $java -version 2>&1 | Out-String) -replace '(?s).*version "(?:1\.)?(\d+).*', '$1'))
if ($version -lt 17) {
    Need "Rowan needs a JDK of version 17 or later, and this is Java $version. This gets one:" 'winget install EclipseAdoptium.Temurin.21.JDK'
}
if (-not ((& $java --list-modules | Out-String) -match 'jdk\.compiler')) {
    Need 'Rowan needs a whole JDK, and this Java cannot compile. This gets one:' 'winget install EclipseAdoptium.Temurin.21.JDK'
}
if (-not (Get-Command mvn -ErrorAction SilentlyContinue)) {
    Need 'Rowan is built with Maven, and there is none. This gets it:' 'choco install maven'
}

Write-Output 'building  this takes a minute the first time, while libraries are fetched ...'
mvn -q -B -DskipTests package
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
& $java -jar kernel/target/rowan.jar install
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
New-Item -ItemType Directory -Force target | Out-Null
& $java -jar kernel/target/rowan.jar run notebooks/00-tour.ipynb --html target/tour.html --print headline
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

Write-Output ''
if (Get-Command jupyter-lab -ErrorAction SilentlyContinue) {
    if ([Environment]::UserInteractive -and -not [Console]::IsInputRedirected) { jupyter-lab notebooks/00-tour.ipynb }
    else { Write-Output 'The kernel is installed. jupyter-lab notebooks opens the notebooks.' }
} else {
    Write-Output 'The kernel is installed. JupyterLab opens the notebooks, and this gets it:'
    Write-Output '  python -m pip install jupyterlab'
}
