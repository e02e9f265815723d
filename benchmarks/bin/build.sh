# Sourced by the commands beside it: builds the benchmarks when they are missing or older than their sources, and sets
# $java_command and $classpath.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
target="$root/benchmarks/target"

say() { printf 'benchmarks: %s\n' "$*" >&2; }

java_command=java
if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    java_command="$JAVA_HOME/bin/java"
fi
for command in "$java_command" mvn; do
    command -v "$command" >/dev/null 2>&1 || { say "$command is missing (expected: JDK 17 or newer, Maven 3.8.7 or newer)"; exit 69; }
done

is_stale() {
    [ -f "$target/classpath.txt" ] || return 0
    [ -n "$(find "$root/pom.xml" "$root"/{spi,tuners,server,web,trial-sdk/testbroker,benchmarks}/pom.xml \
        "$root"/{spi,tuners,server,trial-sdk/testbroker,benchmarks}/src/main -newer "$target/classpath.txt" -type f -print -quit)" ]
}

if is_stale; then
    say "building; takes a minute or two ..."
    mkdir -p "$target"
    if ! (cd "$root" && mvn -B -ntp -Dquick -pl benchmarks -am package) >"$target/build.log" 2>&1; then
        tail -n 40 "$target/build.log" >&2
        say "the build failed; the whole output is in $target/build.log"
        exit 70
    fi
    touch "$target/classpath.txt" # newer than everything that went into it
fi

classpath="$target/classes:$(cat "$target/classpath.txt")"
properties=(-Dtrialog.benchmarks.target="$target" -Dlogback.configurationFile=io/trialog/benchmarks/logback.xml)
