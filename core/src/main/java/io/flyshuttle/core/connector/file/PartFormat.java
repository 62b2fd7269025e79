// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import io.flyshuttle.core.connector.schema.BulkWriter;
import io.flyshuttle.core.connector.schema.Encoder;
import io.flyshuttle.core.file.FSDataOutputStream;
import java.io.IOException;
import java.io.Serializable;

/**
 * How records become the bytes of a part.
 *
 * @param <IN> type of the records
 */
sealed interface PartFormat<IN> extends Serializable {

  /** Whether a part can be gone on with after a stop between two records. */
  boolean canResume();

  RecordSink<IN> open(FSDataOutputStream out) throws IOException;

  /** Takes the records of one part. */
  interface RecordSink<IN> {
    void write(IN record) throws IOException;

    /** Writes the end, if there is one to write; does not close the stream. */
    void finish() throws IOException;
  }

  /** Record after record. */
  record Rows<IN>(Encoder<IN> encoder) implements PartFormat<IN> {
    @Override
    public boolean canResume() {
      return true;
    }

    @Override
    public RecordSink<IN> open(FSDataOutputStream out) {
      return new RecordSink<>() {
        @Override
        public void write(IN record) throws IOException {
          encoder.encode(record, out);
        }

        @Override
        public void finish() {
          // rows have no end of their own
        }
      };
    }
  }

  /** All records of a part by one writer. */
  record Bulk<IN>(BulkWriter.Factory<IN> factory) implements PartFormat<IN> {
    @Override
    public boolean canResume() {
      return false;
    }

    @Override
    public RecordSink<IN> open(FSDataOutputStream out) throws IOException {
      BulkWriter<IN> writer = factory.create(out);
      return new RecordSink<>() {
        @Override
        public void write(IN record) throws IOException {
          writer.addElement(record);
        }

        @Override
        public void finish() throws IOException {
          writer.flush();
          writer.finish();
        }
      };
    }
  }
}
