#!/usr/bin/env bash
# Whole jobs on Flyshuttle and on Flink 1.20, interleaved in one run; prints medians, ratios, and whether the results agree.
# The Flink program is the same source text, its imports rewritten by docs/name-map.
#
#   benchmarks/compare.sh JOB[,JOB...] [rounds] [scale]
#
# JOB: keyedsum yahoo sliding windowjoin session pojo latency lowlatency wordcount sort components pagerank, or "all".
# Sizes are multiplied by scale (default 1). ENGINES="flyshuttle" runs one only; SKIP_BUILD=1 takes the classes as they are.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
work=$home/benchmarks/target/compare
jobs=${1:?usage: compare.sh JOB[,JOB...] [rounds] [scale]}
rounds=${2:-3}
scale=${3:-1}
engines=${ENGINES:-flyshuttle flink}
[ "$jobs" != all ] || jobs=keyedsum,yahoo,sliding,windowjoin,session,pojo,latency,lowlatency,wordcount,sort,components,pagerank
java_flags=(-Xmx4g -Xms4g -XX:+UseParallelGC)
for p in java.lang java.net java.io java.nio java.util java.util.concurrent sun.nio.ch java.text java.time; do
  java_flags+=("--add-opens=java.base/$p=ALL-UNNAMED")
done
mkdir -p "$work/flink-src" "$work/flink-classes"

if [ -z "${SKIP_BUILD:-}" ] || [ ! -f "$work/theirs.txt" ]; then
  mvn -q -B -f "$home/pom.xml" -pl benchmarks -am -DskipTests -Dspotless.check.skip=true \
    package org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile=target/classpath.txt -DincludeScope=runtime >"$work/build.log" 2>&1 ||
    { tail -20 "$work/build.log"; exit 1; }
  mvn -q -B -f "$home/benchmarks/flink-pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile="$work/theirs.txt"
  # our imports → Flink's, by the name map; the jobs' own package keeps its name
  cat "$home"/docs/name-map/*.tsv | awk -F'\t' 'NF==2 && $1 !~ /\$/ && $1 !~ /^#/ {
    gsub(/\./, "\\.", $2); printf "s/^import %s;/import %s;/\n", $2, $1 }' >"$work/rewrite.sed"
  rm -f "$work"/flink-src/*
  for f in "$home"/benchmarks/src/main/java/io/flyshuttle/benchmarks/jobs/*.java; do
    sed -f "$work/rewrite.sed" "$f" >"$work/flink-src/${f##*/}"
  done
  javac -nowarn -d "$work/flink-classes" -cp "$(cat "$work/theirs.txt")" "$work"/flink-src/*.java 2>"$work/javac.log" ||
    { cat "$work/javac.log"; exit 1; }
fi
ours=$home/benchmarks/target/classes:$(cat "$home/benchmarks/target/classpath.txt")
theirs=$work/flink-classes:$(cat "$work/theirs.txt")

times() { echo $(($1 * scale)); }

describe() { # sets class and arguments of a job
  case $1 in
    keyedsum) class=KeyedSumJob arguments="2 $(times 8000000) 1000000" ;;
    yahoo) class=YahooJob arguments="2 $(times 4000000) 100" ;;
    sliding) class=SlidingJob arguments="2 $(times 1000000) 100000" ;;
    windowjoin) class=WindowJoinJob arguments="2 $(times 2000000) 100000" ;;
    session) class=SessionJob arguments="2 $(times 2000000) 100000" ;;
    pojo) class=PojoJob arguments="2 $(times 4000000) 100000" ;;
    latency) class=LatencyJob arguments="2 200000 $(times 10) -1" ;;
    lowlatency) class=LatencyJob arguments="2 200000 $(times 10) 0" ;;
    wordcount)
      local size input
      size=$(times 128)
      input=$work/text-$size.txt
      [ -f "$input" ] || java -cp "$ours" io.flyshuttle.benchmarks.run.MakeText "$input" "$size" 200000
      class=WordCountJob arguments="2 $size $input" ;;
    sort) class=SortJob arguments="2 $(times 5000000) $work/sorted" ;;
    components) class=ConnectedComponentsJob arguments="2 $(times 1250000) $(times 500000)" ;;
    pagerank) class=PageRankJob arguments="2 $(times 1250000) $(times 500000)" ;;
    *) echo "unknown job $1"; exit 2 ;;
  esac
}

echo "load at the start: $(cut -d' ' -f1-3 /proc/loadavg)"
printf '%-12s %-11s %14s %14s %s\n' job engine "records/s" "cpu µs/record" "checksum (latency: p50, p99, p99.9 ms)"
for job in ${jobs//,/ }; do
  results=$work/results-$job.txt
  : >"$results"
  describe "$job"
  for ((round = 1; round <= rounds; round++)); do
    for engine in $engines; do
      classpath=$ours
      [ "$engine" = flyshuttle ] || classpath=$theirs
      # shellcheck disable=SC2086
      result=$(java "${java_flags[@]}" ${JAVA_EXTRA:-} -cp "$classpath" "io.flyshuttle.benchmarks.jobs.$class" \
        $arguments 2>"$work/$engine-$job.err" | grep '^RESULT' | cut -d' ' -f2-) ||
        { echo "$engine failed, see $work/$engine-$job.err"; tail -5 "$work/$engine-$job.err"; continue; }
      echo "$engine $result" >>"$results"
      [ -z "${VERBOSE:-}" ] || echo "  $job $engine $result"
    done
  done
  awk -v job="$job" '
    function median(e, column,   i, j, t, a, count) {
      count = n[e]
      for (i = 1; i <= count; i++) a[i] = v[e, i, column] + 0
      for (i = 1; i <= count; i++) for (j = i + 1; j <= count; j++) if (a[j] < a[i]) { t = a[i]; a[i] = a[j]; a[j] = t }
      return a[int((count + 1) / 2)]
    }
    { n[$1]++; for (c = 2; c <= 4; c++) v[$1, n[$1], c] = $c; sums[$1] = $4; if ($4 != sums["flyshuttle"] && "flyshuttle" in sums) differ = 1 }
    END {
      late = job ~ /latency/
      for (e in n) {
        if (late) printf "%-12s %-11s %14s %14s %.2f %.2f %.2f\n", job, e, "", "", median(e, 2), median(e, 3), median(e, 4)
        else printf "%-12s %-11s %14.0f %14.3f %s\n", job, e, median(e, 2), median(e, 3), v[e, 1, 4]
      }
      if (!late && n["flink"] && n["flyshuttle"])
        printf "%-12s %-11s %13.1fx %13.1fx %s\n", job, "ratio", median("flyshuttle", 2) / median("flink", 2),
          median("flink", 3) / median("flyshuttle", 3), differ ? "RESULTS DIFFER" : "results agree"
    }' "$results"
done
echo "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
