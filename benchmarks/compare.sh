#!/usr/bin/env bash
# Whole jobs on Flyshuttle, on Flink 1.20 and, for some, on Spark 4, interleaved in one run; prints medians, ratios, and whether the
# results agree, and writes the same as Markdown to target/compare/table.md.
# The Flink program is the same source text, its imports rewritten by docs/name-map; Spark's programs are in src/spark.
#
#   benchmarks/compare.sh JOB[,JOB...] [rounds] [scale]
#
# JOB: keyedsum yahoo sliding windowjoin session pojo latency lowlatency state incrementalstate
#      wordcount sort tpchq3 components pagerank, or "all".
# Sizes are multiplied by scale (default 1). ENGINES="flyshuttle" runs one only; SKIP_BUILD=1 takes the classes as they are;
# VERBOSE=1 prints each round; JAVA_EXTRA adds options of the JVM.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
work=$home/benchmarks/target/compare
jobs=${1:?usage: compare.sh JOB[,JOB...] [rounds] [scale]}
rounds=${2:-3}
scale=${3:-1}
engines=${ENGINES:-flyshuttle flink spark}
[ "$jobs" != all ] || jobs=keyedsum,yahoo,sliding,windowjoin,session,pojo,latency,lowlatency,state,incrementalstate,wordcount,sort,tpchq3,components,pagerank
java_flags=(-Xmx4g -Xms4g -XX:+UseParallelGC)
for p in java.lang java.lang.invoke java.lang.reflect java.net java.io java.nio java.util java.util.concurrent java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar java.text java.time; do
  java_flags+=("--add-opens=java.base/$p=ALL-UNNAMED")
done
mkdir -p "$work/flink-src" "$work/flink-classes" "$work/spark-classes"

class_path() { # of a list of jars that no module of ours has
  mvn -q -B -f "$home/benchmarks/$1" \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile="$2" >"$work/build.log" 2>&1 ||
    { tail -20 "$work/build.log"; exit 1; }
}

if [ -z "${SKIP_BUILD:-}" ] || [ ! -f "$work/theirs.txt" ]; then
  mvn -q -B -f "$home/pom.xml" -pl benchmarks -am -DskipTests -Dspotless.check.skip=true \
    package org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
    -Dmdep.outputFile=target/classpath.txt -DincludeScope=runtime >"$work/build.log" 2>&1 ||
    { tail -20 "$work/build.log"; exit 1; }
  class_path flink-pom.xml "$work/theirs.txt"
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
if [[ $engines = *spark* && ,$jobs, =~ ,(wordcount|sort|tpchq3|pagerank), ]]; then
  if [ -z "${SKIP_BUILD:-}" ] || [ ! -f "$work/spark.txt" ]; then
    class_path spark-pom.xml "$work/spark.txt"
    javac -nowarn -d "$work/spark-classes" -cp "$home/benchmarks/target/classes:$(cat "$work/spark.txt")" \
      "$home"/benchmarks/src/spark/java/io/flyshuttle/benchmarks/spark/*.java 2>"$work/javac.log" ||
      { cat "$work/javac.log"; exit 1; }
  fi
  spark=$work/spark-classes:$(cat "$work/spark.txt"):$home/benchmarks/target/classes
fi

times() { echo $(($1 * scale)); }

# data is made beside its place, so that what an interrupted run has left is not taken for whole
made() { [ -e "$1" ] || { rm -rf "$1.part"; return 1; }; }
keep() { [ ! -e "$1.part" ] || mv "$1.part" "$1"; }

describe() { # sets class, arguments and unit of a job for an engine; no class if the engine does not take part
  local directory input size orders
  class='' unit=records/s
  [ "$2" != spark ] || [[ $1 =~ ^(wordcount|sort|tpchq3|pagerank)$ ]] || return 0
  case $1 in
    keyedsum) class=KeyedSumJob arguments="2 $(times 8000000) 1000000" ;;
    yahoo) class=YahooJob arguments="2 $(times 4000000) 100" ;;
    sliding) class=SlidingJob arguments="2 $(times 1000000) 100000" ;;
    windowjoin) class=WindowJoinJob arguments="2 $(times 2000000) 100000" ;;
    session) class=SessionJob arguments="2 $(times 2000000) 100000" ;;
    pojo) class=PojoJob arguments="2 $(times 4000000) 100000" ;;
    latency) class=LatencyJob arguments="2 200000 $(times 10) -1" ;;
    lowlatency) class=LatencyJob arguments="2 200000 $(times 10) 0" ;;
    state | incrementalstate)
      local backend=hashmap
      [ "$1 $2" != "incrementalstate flyshuttle" ] || backend=paged
      [ "$1 $2" != "incrementalstate flink" ] || backend=rocksdb
      directory=$work/checkpoints-$2
      rm -rf "$directory"
      mkdir "$directory"
      class=StateJob arguments="2 $(times 2500000) $backend file://$directory" ;;
    wordcount)
      unit=MB/s
      for size in 64 $(times 512); do
        input=$work/text-$size.txt
        made "$input" || java -cp "$ours" io.flyshuttle.benchmarks.run.MakeText "$input.part" "$size" 200000
        keep "$input"
      done
      class=WordCountJob arguments="2 $(times 512) $input $work/text-64.txt" ;;
    sort)
      rm -rf "$work/sorted"
      class=SortJob arguments="2 $(times 5000000) $work/sorted" ;;
    tpchq3)
      for orders in 300000 $(times 1500000); do
        directory=$work/tpch-$orders
        made "$directory" || java -cp "$ours" io.flyshuttle.benchmarks.run.MakeTpch "$directory.part" "$orders"
        keep "$directory"
      done
      class=TpchQ3Job arguments="2 $(times 6000000) $directory $work/tpch-300000" ;;
    components) class=ConnectedComponentsJob unit=edges/s arguments="2 $(times 1250000) $(times 500000)" ;;
    pagerank) class=PageRankJob unit=edges/s arguments="2 $(times 1250000) $(times 500000)" ;;
    *) echo "unknown job $1"; exit 2 ;;
  esac
  class=io.flyshuttle.benchmarks.jobs.$class
  [ "$2" != spark ] || class=io.flyshuttle.benchmarks.spark.SparkJobs arguments="$1 $arguments"
}

cd "$work" # where Spark leaves its artifacts
table=$work/table.md
{
  printf '| job | Flyshuttle | Flink | ratio | processor time a record, Flyshuttle / Flink | ratio | Spark 4 | Flyshuttle to Spark | results |\n'
  printf '|---|---|---|---|---|---|---|---|---|\n'
} >"$table"
echo "load at the start: $(cut -d' ' -f1-3 /proc/loadavg)"
printf '%-16s %-11s %14s %14s %s\n' job engine "units/s" "cpu µs/unit" "checksum, or the job's own figures"
for job in ${jobs//,/ }; do
  results=$work/results-$job.txt
  : >"$results"
  for ((round = 1; round <= rounds; round++)); do
    for engine in $engines; do
      describe "$job" "$engine"
      [ -n "$class" ] || continue
      case $engine in flyshuttle) classpath=$ours ;; flink) classpath=$theirs ;; spark) classpath=$spark ;; esac
      # shellcheck disable=SC2086
      result=$(java "${java_flags[@]}" ${JAVA_EXTRA:-} -cp "$classpath" "$class" \
        $arguments 2>"$work/$engine-$job.err" | grep '^RESULT' | cut -d' ' -f2-) ||
        { echo "$engine failed, see $work/$engine-$job.err"; tail -5 "$work/$engine-$job.err"; continue; }
      echo "$engine $result" >>"$results"
      [ -z "${VERBOSE:-}" ] || echo "  $job $engine $result"
    done
  done
  awk -v job="$job" -v unit="$unit" -v table="$table" '
    function median(e, column,   i, j, t, a, count) {
      count = n[e]
      for (i = 1; i <= count; i++) a[i] = v[e, i, column] + 0
      for (i = 1; i <= count; i++) for (j = i + 1; j <= count; j++) if (a[j] < a[i]) { t = a[i]; a[i] = a[j]; a[j] = t }
      return a[int((count + 1) / 2)]
    }
    function own(e) { # figures of a job that has its own
      if (!n[e]) return "–"
      if (job ~ /latency/) return sprintf("p50 %.2f, p99 %.2f, p99.9 %.2f ms", median(e, 2), median(e, 3), median(e, 4))
      return sprintf("checkpoint %.2f s, updates %.2f → %.2f M/s; 1 %% changed: %.2f s, %.0f MB; restore %.2f s", \
        median(e, 2), median(e, 3), median(e, 4), median(e, 5), median(e, 6), median(e, 7))
    }
    function rate(e,   r) {
      if (!n[e]) return "–"
      r = median(e, 2)
      return r >= 1e4 ? sprintf("%.2f M %s", r / 1e6, unit) : sprintf("%.1f %s", r, unit)
    }
    function ratio(a, b) { return b > 0 ? sprintf("%.1f", a / b) : "–" }
    { n[$1]++; for (c = 2; c <= 7; c++) v[$1, n[$1], c] = $c; if (!sum) sum = $4; if ($4 != sum) differ = 1 }
    END {
      split("flyshuttle flink spark", order, " ")
      if (job ~ /latency|state/) {
        for (i = 1; i <= 2; i++) if (n[order[i]]) printf "%-16s %-11s %14s %14s %s\n", job, order[i], "", "", own(order[i])
        printf "| %s | %s | %s | | | | | | |\n", job, own("flyshuttle"), own("flink") >>table
        exit
      }
      for (i = 1; i <= 3; i++) { e = order[i]; if (n[e]) printf "%-16s %-11s %14.1f %14.3f %s\n", job, e, median(e, 2), median(e, 3), v[e, 1, 4] }
      for (i = 2; i <= 3; i++) { e = order[i]; if (n[e] && n["flyshuttle"])
        printf "%-16s %-11s %13.1fx %13.1fx %s\n", job, "to " e, median("flyshuttle", 2) / median(e, 2),
          median(e, 3) / median("flyshuttle", 3), differ ? "RESULTS DIFFER" : "results agree" }
      printf "| %s | %s | %s | %s | %.2f / %.2f µs | %s | %s | %s | %s |\n", job, rate("flyshuttle"), rate("flink"),
        ratio(median("flyshuttle", 2), median("flink", 2)), median("flyshuttle", 3), median("flink", 3),
        ratio(median("flink", 3), median("flyshuttle", 3)), rate("spark"), ratio(median("flyshuttle", 2), median("spark", 2)),
        differ ? "DIFFER" : "agree" >>table
    }' "$results"
done
rm -rf "$work"/checkpoints-* "$work/sorted" "$work/artifacts" "$work/spark-warehouse"
echo "load at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
echo "the same as Markdown: $table"
