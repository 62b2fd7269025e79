#!/usr/bin/env bash
# Whole jobs on Flyshuttle, on Flink 1.20 and by hand, interleaved in one run; prints medians.
# The Flink program is the same source text, its imports rewritten by docs/name-map.
#
#   benchmarks/compare.sh wordcount [megabytes] [rounds]
#   benchmarks/compare.sh keyedsum  [records]   [rounds]
#   benchmarks/compare.sh components [vertices] [rounds]
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
work=$home/benchmarks/target/compare
job=${1:?usage: compare.sh wordcount|keyedsum|components [size] [rounds]}
rounds=${3:-3}
java_flags=(-Xmx4g -XX:+UseParallelGC)
opens=()
for p in java.lang java.net java.io java.nio java.util java.util.concurrent sun.nio.ch java.text java.time; do
  opens+=("--add-opens=java.base/$p=ALL-UNNAMED")
done
mkdir -p "$work/flink-src" "$work/flink-classes"

mvn -q -B -f "$home/pom.xml" -pl benchmarks -am -DskipTests -Dspotless.check.skip=true \
  package org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
  -Dmdep.outputFile=target/classpath.txt -DincludeScope=runtime >"$work/build.log" 2>&1 ||
  { tail -20 "$work/build.log"; exit 1; }
ours=$home/benchmarks/target/classes:$(cat "$home/benchmarks/target/classpath.txt")
[ -f "$work/flink-classpath.txt" ] || mvn -q -B -f "$home/benchmarks/flink-pom.xml" \
  org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile="$work/flink-classpath.txt"
theirs=$work/flink-classes:$(cat "$work/flink-classpath.txt")

# our imports → Flink's, by the name map; the jobs' own package keeps its name
rewrite=$work/rewrite.sed
cat "$home"/docs/name-map/*.tsv | awk -F'\t' 'NF==2 && $1 !~ /\$/ && $1 !~ /^#/ {
  gsub(/\./, "\\.", $2); printf "s/^import %s;/import %s;/\n", $2, $1 }' >"$rewrite"
for f in "$home"/benchmarks/src/main/java/io/flyshuttle/benchmarks/jobs/*.java; do
  sed -f "$rewrite" "$f" >"$work/flink-src/${f##*/}"
done
javac -nowarn -d "$work/flink-classes" -cp "$theirs" "$work"/flink-src/*.java

case $job in
  wordcount)
    size=${2:-512}; input=$work/text-$size.txt
    [ -f "$input" ] || java -cp "$ours" io.flyshuttle.benchmarks.run.MakeText "$input" "$size" 200000
    class=io.flyshuttle.benchmarks.jobs.WordCountJob; plain=io.flyshuttle.benchmarks.plain.WordCountPlain
    arguments() { rm -rf "$work/out-$1"; echo "2 $input $work/out-$1"; } ;;
  keyedsum)
    size=${2:-20000000}; class=io.flyshuttle.benchmarks.jobs.KeyedSumJob; plain=
    arguments() { echo "2 $size 1000000"; } ;;
  components)
    size=${2:-500000}; class=io.flyshuttle.benchmarks.jobs.ConnectedComponentsJob
    plain=io.flyshuttle.benchmarks.plain.ConnectedComponentsPlain
    arguments() { echo "2 $size $((5 * size))"; } ;;
  *) echo "unknown job $job"; exit 2 ;;
esac

one() { # one NAME CLASSPATH CLASS
  local result
  # shellcheck disable=SC2046
  result=$(java "${java_flags[@]}" "${opens[@]}" -cp "$2" "$3" $(arguments "$1") 2>"$work/$1.err" | grep '^RESULT') ||
    { echo "$1 failed, see $work/$1.err"; tail -5 "$work/$1.err"; return 0; }
  echo "$1 $result" | tee -a "$work/results-$job.txt"
}
: >"$work/results-$job.txt"
for ((round = 1; round <= rounds; round++)); do
  one flyshuttle "$ours" "$class"
  one flink "$theirs" "$class"
  [ -z "$plain" ] || one plain "$ours" "$plain"
done
echo "medians of $rounds:"
awk '{ n[$1]++; v[$1, n[$1]] = $4; unit = $3 }
  END { for (e in n) { for (i = 1; i <= n[e]; i++) for (j = i + 1; j <= n[e]; j++)
          if (v[e, j] < v[e, i]) { t = v[e, i]; v[e, i] = v[e, j]; v[e, j] = t }
        printf "  %-12s %12.0f %s\n", e, v[e, int((n[e] + 1) / 2)], unit } }' "$work/results-$job.txt"
