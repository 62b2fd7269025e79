// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.jobs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flyshuttle.core.function.Collector;
import io.flyshuttle.core.function.rich.RichFlatMapFunction;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.stream.window.assigner.TumblingEventTimeWindows;
import io.flyshuttle.core.time.Time;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.datastream.StreamExecutionEnvironment;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * S2: the job of the Yahoo streaming benchmark: events as JSON are parsed, views kept, joined with
 * their campaign, and counted by campaign and 10 s; 200 records a millisecond. Arguments:
 * parallelism, records, campaigns.
 */
public final class YahooJob {
  private static final int ADS_PER_CAMPAIGN = 10;
  private static final String[] TYPES = {"view", "click", "purchase"};

  private YahooJob() {}

  public static void main(String[] args) throws Exception {
    int parallelism = Integer.parseInt(args[0]);
    long records = Long.parseLong(args[1]);
    int campaigns = Integer.parseInt(args[2]);
    Measurement.run(records / 2, records, count -> job(parallelism, count, campaigns));
  }

  private static void job(int parallelism, long records, int campaigns) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parallelism);
    env.getConfig().enableObjectReuse();
    int ads = campaigns * ADS_PER_CAMPAIGN;
    env.addSource(
            new RandomSource<>(
                records, 200, Types.STRING, (index, random) -> event(index / 200, random, ads)))
        .flatMap(new ParseAndJoin(ads))
        .keyBy(0)
        .window(TumblingEventTimeWindows.of(Time.seconds(10)))
        .sum(1)
        .addSink(
            new ChecksumSink<>(
                count -> Measurement.mix(count.f0.hashCode() * 31L + Measurement.mix(count.f1))));
    env.execute("campaigns");
  }

  private static String event(long time, long random, int ads) {
    return "{\"user_id\":\"user-"
        + (random & 0xffff)
        + "\",\"page_id\":\"page-"
        + (random >>> 16 & 0xff)
        + "\",\"ad_id\":\"ad-"
        + (random >>> 24) % ads
        + "\",\"ad_type\":\"banner\",\"event_type\":\""
        + TYPES[(int) (random % 3)]
        + "\",\"event_time\":\""
        + time
        + "\",\"ip_address\":\"1.2.3.4\"}";
  }

  /** Parses an event, keeps views, and looks up the campaign of their ad. */
  public static final class ParseAndJoin extends RichFlatMapFunction<String, Tuple2<String, Long>> {
    private static final long serialVersionUID = 1L;

    private final int ads;
    private transient JsonFactory json;
    private transient Map<String, String> campaigns;

    public ParseAndJoin(int ads) {
      this.ads = ads;
    }

    @Override
    public void open(Configuration parameters) {
      json = new JsonFactory();
      campaigns = new HashMap<>();
      for (int i = 0; i < ads; i++) {
        campaigns.put("ad-" + i, "campaign-" + i / ADS_PER_CAMPAIGN);
      }
    }

    @Override
    public void flatMap(String event, Collector<Tuple2<String, Long>> out) throws IOException {
      String ad = null;
      boolean view = false;
      try (JsonParser parser = json.createParser(event)) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          if (parser.currentToken() == JsonToken.FIELD_NAME) {
            String name = parser.getCurrentName();
            parser.nextToken();
            if (name.equals("ad_id")) {
              ad = parser.getText();
            } else if (name.equals("event_type")) {
              view = parser.getText().equals("view");
            }
          }
        }
      }
      if (view) {
        out.collect(new Tuple2<>(campaigns.get(ad), 1L));
      }
    }
  }
}
