// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.benchmarks.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * Writes a text of a given size: lines of ten words, drawn from a vocabulary by Zipf's law (the
 * inverse of a continuous approximation). The same arguments give the same text. Arguments: file,
 * megabytes, vocabulary.
 */
public final class MakeText {

  private MakeText() {}

  public static void main(String[] args) throws IOException {
    long size = Long.parseLong(args[1]) << 20;
    int vocabulary = Integer.parseInt(args[2]);
    byte[][] words = new byte[vocabulary][];
    for (int i = 0; i < vocabulary; i++) {
      words[i] = ("w" + Integer.toString(i * 7919 + 1, 36)).getBytes(StandardCharsets.US_ASCII);
    }
    SplittableRandom random = new SplittableRandom(42);
    double logVocabulary = Math.log(vocabulary);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(args[0])), 1 << 20)) {
      long written = 0;
      int column = 0;
      while (written < size || column != 0) {
        byte[] word = words[(int) Math.exp(random.nextDouble() * logVocabulary) - 1];
        out.write(word);
        column = column == 9 ? 0 : column + 1;
        out.write(column == 0 ? '\n' : ' ');
        written += word.length + 1;
      }
    }
  }
}
