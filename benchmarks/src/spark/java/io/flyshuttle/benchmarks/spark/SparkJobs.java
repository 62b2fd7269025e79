// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;

import io.flyshuttle.benchmarks.jobs.Measurement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * The batch jobs as programs for Spark: data frames, or RDDs where there is a loop. The arguments
 * are the job's name and those of the job. Results have the checksums of the other engines.
 */
public final class SparkJobs {
  private static final String DATE = "1995-03-15";

  private SparkJobs() {}

  public static void main(String[] args) throws Exception {
    int parallelism = Integer.parseInt(args[1]);
    long amount = Long.parseLong(args[2]);
    SparkSession spark =
        SparkSession.builder()
            .master("local[" + parallelism + "]")
            .config("spark.sql.shuffle.partitions", parallelism)
            .config("spark.default.parallelism", parallelism)
            .config("spark.ui.enabled", "false")
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.local.dir", System.getProperty("java.io.tmpdir"))
            .getOrCreate();
    spark.sparkContext().setLogLevel("WARN");
    Measurement.Job job =
        switch (args[0]) {
          case "wordcount" -> count -> wordCount(spark, args[3]);
          case "sort" -> count -> sort(spark, amount, args[3]);
          case "pagerank" ->
              count -> pageRank(spark, parallelism, amount, Long.parseLong(args[3]));
          case "tpchq3" -> count -> query3(spark, args[3]);
          default -> throw new IllegalArgumentException("no job " + args[0]);
        };
    switch (args[0]) {
      case "wordcount" -> wordCount(spark, args[4]);
      case "tpchq3" -> query3(spark, args[4]);
      default -> job.run(amount);
    }
    Measurement.run(0, amount, job);
    spark.stop();
  }

  private static void wordCount(SparkSession spark, String input) {
    Measurement.start();
    spark
        .read()
        .text(input)
        .select(explode(split(col("value"), " ")).as("word"))
        .filter(length(col("word")).gt(0))
        .groupBy("word")
        .count()
        .toJavaRDD()
        .foreach(
            row ->
                Measurement.add(
                    Measurement.mix(row.getString(0).hashCode())
                        * Measurement.mix(row.getLong(1))));
  }

  private static void sort(SparkSession spark, long records, String output) {
    Measurement.start();
    spark
        .range(1, records + 1)
        .mapPartitions(
            (MapPartitionsFunction<Long, Tuple2<String, String>>)
                numbers -> new Records(numbers),
            Encoders.tuple(Encoders.STRING(), Encoders.STRING()))
        .orderBy("_1")
        .select(concat(col("_1"), lit(" "), col("_2")))
        .write()
        .mode(SaveMode.Overwrite)
        .text(output);
  }

  private static void pageRank(SparkSession spark, int parallelism, long edges, long vertices) {
    Measurement.start();
    HashPartitioner partitioner = new HashPartitioner(parallelism);
    JavaPairRDD<Long, Iterable<Long>> neighbors =
        spark
            .range(1, edges + 1)
            .toJavaRDD()
            .flatMapToPair(
                edge -> {
                  long from = (Measurement.mix(edge * 2) >>> 1) % vertices;
                  long to = (Measurement.mix(edge * 2 + 1) >>> 1) % vertices;
                  return List.of(new Tuple2<>(from, to), new Tuple2<>(to, from)).iterator();
                })
            .groupByKey(partitioner)
            .cache();
    JavaPairRDD<Long, Double> ranks =
        spark
            .range(0, vertices)
            .toJavaRDD()
            .mapToPair(vertex -> new Tuple2<>(vertex, 1.0 / vertices))
            .partitionBy(partitioner);
    for (int i = 0; i < 10; i++) {
      ranks =
          neighbors
              .join(ranks, partitioner)
              .values()
              .flatMapToPair(
                  pair -> {
                    List<Long> targets = new ArrayList<>();
                    pair._1.forEach(targets::add);
                    double share = pair._2 / targets.size();
                    return targets.stream().map(target -> new Tuple2<>(target, share)).iterator();
                  })
              .reduceByKey(partitioner, Double::sum)
              .mapValues(rank -> rank * 0.85 + (1 - 0.85) / vertices);
    }
    ranks.foreach(
        rank ->
            Measurement.add(
                Measurement.mix(rank._1) * Math.round(rank._2 * vertices * 1000)));
    neighbors.unpersist(true);
  }

  private static void query3(SparkSession spark, String directory) {
    Measurement.start();
    Dataset<Row> customers =
        table(spark, directory, "customer", "c", "key LONG, n STRING, a STRING, nation STRING, p STRING, b STRING, segment STRING, comment STRING")
            .filter(col("c_segment").equalTo("BUILDING"))
            .select("c_key");
    Dataset<Row> orders =
        table(spark, directory, "orders", "o", "key LONG, customer LONG, s STRING, t STRING, date STRING, p STRING, c STRING, priority LONG, comment STRING")
            .filter(col("o_date").lt(DATE))
            .select("o_key", "o_customer", "o_date", "o_priority");
    Dataset<Row> items =
        table(spark, directory, "lineitem", "l", "order LONG, part STRING, s STRING, line STRING, q STRING, price DOUBLE, discount DOUBLE, tax STRING, r STRING, st STRING, shipped STRING, co STRING, re STRING, i STRING, m STRING, comment STRING")
            .filter(col("l_shipped").gt(DATE))
            .select(
                col("l_order"),
                round(col("l_price").multiply(100))
                    .cast("long")
                    .multiply(lit(100L).minus(round(col("l_discount").multiply(100)).cast("long")))
                    .as("revenue"));
    customers
        .join(orders, col("c_key").equalTo(col("o_customer")))
        .join(items, col("o_key").equalTo(col("l_order")))
        .groupBy("l_order", "o_date", "o_priority")
        .agg(sum("revenue"))
        .toJavaRDD()
        .foreach(
            row ->
                Measurement.add(
                    Measurement.mix(row.getLong(0))
                        * Measurement.mix(row.getString(1).hashCode() + row.getLong(2))
                        * Measurement.mix(row.getLong(3))));
  }

  private static Dataset<Row> table(
      SparkSession spark, String directory, String name, String prefix, String columns) {
    StringBuilder schema = new StringBuilder();
    for (String column : columns.split(", ")) {
      schema.append(schema.isEmpty() ? "" : ", ").append(prefix).append('_').append(column);
    }
    return spark
        .read()
        .option("sep", "|")
        .schema(schema.toString())
        .csv(directory + "/" + name + ".tbl");
  }

  /** The records of the sort. */
  private static final class Records implements Iterator<Tuple2<String, String>> {
    private static final String PADDING = "x".repeat(72);

    private final Iterator<Long> numbers;

    Records(Iterator<Long> numbers) {
      this.numbers = numbers;
    }

    @Override
    public boolean hasNext() {
      return numbers.hasNext();
    }

    @Override
    public Tuple2<String, String> next() {
      long number = numbers.next();
      long random = Measurement.mix(number);
      char[] key = new char[10];
      for (int i = 0; i < key.length; i++) {
        key[i] = (char) ('!' + (random >>> i * 6 & 63));
      }
      return new Tuple2<>(
          new String(key), Long.toString(1_000_000_000_000_000L + number) + PADDING);
    }
  }
}
