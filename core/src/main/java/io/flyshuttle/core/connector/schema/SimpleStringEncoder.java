// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.schema;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/**
 * Writes each record's {@code toString} and a line feed.
 *
 * @param <IN> type of the records
 */
public class SimpleStringEncoder<IN> implements Encoder<IN> {
  private static final long serialVersionUID = 1L;

  private final String charsetName;
  private transient Charset charset;

  /** In UTF-8. */
  public SimpleStringEncoder() {
    this("UTF-8");
  }

  public SimpleStringEncoder(String charsetName) {
    this.charsetName = charsetName;
  }

  @Override
  public void encode(IN element, OutputStream stream) throws IOException {
    if (charset == null) {
      charset = Charset.forName(charsetName);
    }
    stream.write(element.toString().getBytes(charset));
    stream.write('\n');
  }
}
