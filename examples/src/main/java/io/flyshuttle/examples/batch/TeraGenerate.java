// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch;

import io.flyshuttle.core.function.MapFunction;
import io.flyshuttle.core.job.ParameterTool;
import io.flyshuttle.core.tuple.Tuple4;
import io.flyshuttle.dataset.ExecutionEnvironment;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes the input of {@link TeraSort}: {@code --records <count> --output <path>}. A record depends
 * on its number alone, so that the same count gives the same data at any parallelism.
 */
public final class TeraGenerate {
  private TeraGenerate() {}

  public static void main(String[] args) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(args);
    ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment();
    env.generateSequence(0, parameters.getLong("records", 10_000) - 1)
        .map(new Generator())
        .returns(TeraFormat.TYPE)
        .name("generate")
        .output(new TeraFormat.Writer(parameters.getRequired("output")));
    env.execute("TeraGenerate");
  }

  /** Makes the record of a number: a random key, the number as text, letters. */
  static final class Generator
      implements MapFunction<Long, Tuple4<Long, Integer, byte[], Integer>> {
    private static final long serialVersionUID = 1L;
    private static final int NUMBER_BYTES = 20;

    @Override
    public Tuple4<Long, Integer, byte[], Integer> map(Long number) {
      SplittableRandom random = new SplittableRandom(number);
      long keyHead = random.nextLong();
      int keyTail = random.nextInt(1 << Short.SIZE);
      byte[] payload = new byte[TeraFormat.PAYLOAD_BYTES];
      byte[] digits =
          String.format(Locale.ROOT, "%0" + NUMBER_BYTES + "d", number)
              .getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, payload, 0, NUMBER_BYTES);
      for (int i = NUMBER_BYTES; i < payload.length; i++) {
        payload[i] = (byte) ('A' + random.nextInt('Z' - 'A' + 1));
      }
      return Tuple4.of(keyHead, keyTail, payload, 0);
    }
  }
}
