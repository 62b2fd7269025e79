// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.file;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.FileStatus;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.BaseStatistics;
import io.flyshuttle.core.format.CheckpointableInputFormat;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.option.Configuration;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;

/**
 * An input of records that end with a delimiter, in files that can be cut anywhere: a split holds
 * the records whose preceding delimiter starts in it, and the first split also the first record.
 *
 * <p>A subclass makes a record of the bytes between two delimiters in {@link #readRecord}. It may
 * override {@link #nextRecord} and use {@link #readLine} and the three fields that it sets.
 */
public abstract class DelimitedInputFormat<OT> extends FileInputFormat<OT>
    implements CheckpointableInputFormat<FileInputSplit, Long> {
  private static final long serialVersionUID = 1L;

  /** Parameter that sets the delimiter. */
  protected static final String RECORD_DELIMITER = "delimited-format.delimiter";

  private static final String NUM_STATISTICS_SAMPLES = "delimited-format.numSamples";
  private static final int DEFAULT_BUFFER_BYTES = 1 << 20;
  private static final int MAX_SAMPLES = 10;

  /** The bytes that {@link #readLine} found a record in. */
  protected transient byte[] currBuffer;

  /** Where in {@link #currBuffer} the record starts. */
  protected transient int currOffset;

  /** How many bytes it has, without delimiter. */
  protected transient int currLen;

  private transient DelimitedReader reader;
  private transient boolean end;
  private transient Charset declaredCharset;
  private transient Charset fileCharset;

  private String delimiterText = "\n";
  private byte[] delimiterBytes;
  private String charsetName = "UTF-8";
  private int bufferSize = DEFAULT_BUFFER_BYTES;
  private int lineLengthLimit = Integer.MAX_VALUE;
  private int numLineSamples = -1;

  /** An input whose path is set later. */
  public DelimitedInputFormat() {
    this(null, null);
  }

  /** An input of {@code filePath}, with parameters that may be null. */
  protected DelimitedInputFormat(Path filePath, Configuration configuration) {
    super(filePath);
    if (configuration != null) {
      readParameters(configuration);
    }
  }

  /**
   * The charset of the delimiter, and of text. While a split is open, it is that of the file: a
   * byte order mark decides between the two forms of UTF-16 and of UTF-32.
   */
  public Charset getCharset() {
    return fileCharset != null ? fileCharset : declaredCharset();
  }

  private Charset declaredCharset() {
    if (declaredCharset == null) {
      declaredCharset = Charset.forName(charsetName);
    }
    return declaredCharset;
  }

  /** Sets the charset of the delimiter, and of text. */
  public void setCharset(String charset) {
    if (charset == null) {
      throw new IllegalArgumentException("the charset is null");
    }
    charsetName = charset;
    declaredCharset = null;
  }

  /** The delimiter. */
  public byte[] getDelimiter() {
    return delimiterText == null
        ? delimiterBytes
        : delimiterText.getBytes(ByteOrderMark.explicit(getCharset()));
  }

  /** Whether records are lines, which may also end with a carriage return before the newline. */
  final boolean endsAtNewline() {
    return "\n".equals(delimiterText)
        || (delimiterBytes != null && delimiterBytes.length == 1 && delimiterBytes[0] == '\n');
  }

  /** Sets the delimiter. */
  public void setDelimiter(byte[] delimiter) {
    if (delimiter == null || delimiter.length == 0) {
      throw new IllegalArgumentException("a delimiter has one byte at least");
    }
    delimiterBytes = delimiter.clone();
    delimiterText = null;
  }

  /** Sets the delimiter. */
  public void setDelimiter(char delimiter) {
    setDelimiter(String.valueOf(delimiter));
  }

  /** Sets the delimiter, which is encoded in the charset of the file. */
  public void setDelimiter(String delimiter) {
    if (delimiter == null || delimiter.isEmpty()) {
      throw new IllegalArgumentException("a delimiter has one character at least");
    }
    delimiterText = delimiter;
    delimiterBytes = null;
  }

  /** Longest record allowed, in bytes. */
  public int getLineLengthLimit() {
    return lineLengthLimit;
  }

  /** Sets the longest record allowed, in bytes; a longer one fails the job. */
  public void setLineLengthLimit(int lineLengthLimit) {
    if (lineLengthLimit < 1) {
      throw new IllegalArgumentException("the longest record has one byte at least");
    }
    this.lineLengthLimit = lineLengthLimit;
  }

  /** Bytes read at a time. */
  public int getBufferSize() {
    return bufferSize;
  }

  /** Sets how many bytes are read at a time. */
  public void setBufferSize(int bufferSize) {
    if (bufferSize < 2) {
      throw new IllegalArgumentException("the buffer has two bytes at least");
    }
    this.bufferSize = bufferSize;
  }

  /** How many records are read to estimate their length; -1 for a number that fits the input. */
  public int getNumLineSamples() {
    return numLineSamples;
  }

  /** Sets how many records are read to estimate their length; 0 for no estimate. */
  public void setNumLineSamples(int numLineSamples) {
    if (numLineSamples < 0) {
      throw new IllegalArgumentException("the number of samples cannot be negative");
    }
    this.numLineSamples = numLineSamples;
  }

  /**
   * Makes a record of the bytes between two delimiters.
   *
   * @param reuse an object that may be filled and returned
   * @param bytes holds the record; must not be kept
   * @param offset where it starts
   * @param numBytes how long it is
   * @return the record; null to leave it out
   */
  public abstract OT readRecord(OT reuse, byte[] bytes, int offset, int numBytes)
      throws IOException;

  @Override
  public void configure(Configuration parameters) {
    super.configure(parameters);
    readParameters(parameters);
  }

  private void readParameters(Configuration parameters) {
    if ("\n".equals(delimiterText)) {
      String text = parameters.getString(RECORD_DELIMITER, "");
      if (!text.isEmpty()) {
        setDelimiter(text);
      }
    }
    String samples = parameters.getString(NUM_STATISTICS_SAMPLES, "");
    if (!samples.isEmpty()) {
      try {
        setNumLineSamples(Integer.parseInt(samples.trim()));
      } catch (IllegalArgumentException e) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_OPTION,
            "Parameter "
                + NUM_STATISTICS_SAMPLES
                + " is '"
                + samples
                + "', not a number from 0 on.",
            e);
      }
    }
  }

  /** A delimiter that may overlap itself cannot be found reliably from the middle of a file. */
  @Override
  protected boolean testForUnsplittable(FileStatus pathFile) {
    return super.testForUnsplittable(pathFile) || overlapsItself(getDelimiter());
  }

  private static boolean overlapsItself(byte[] delimiter) {
    for (int shift = 1; shift < delimiter.length; shift++) {
      int i = shift;
      while (i < delimiter.length && delimiter[i] == delimiter[i - shift]) {
        i++;
      }
      if (i == delimiter.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public FileBaseStatistics getStatistics(BaseStatistics cachedStatistics) throws IOException {
    FileBaseStatistics cached =
        cachedStatistics instanceof FileBaseStatistics statistics ? statistics : null;
    ArrayList<FileStatus> files = new ArrayList<>();
    FileBaseStatistics sizes;
    try {
      sizes = getFileStats(cached, getFilePaths(), files);
    } catch (FileNotFoundException e) {
      return null;
    }
    boolean isKnown = sizes == cached || sizes.getTotalInputSize() == 0 || numLineSamples == 0;
    if (isKnown || files.stream().anyMatch(this::testForUnsplittable)) {
      return sizes;
    }
    int samples = numLineSamples < 0 ? MAX_SAMPLES : numLineSamples;
    return new FileBaseStatistics(
        sizes.getLastModificationTime(),
        sizes.getTotalInputSize(),
        new RecordLengthSampler(getDelimiter(), lineLengthLimit)
            .averageBytes(files, sizes.getTotalInputSize(), samples));
  }

  @Override
  public void open(FileInputSplit split) throws IOException {
    super.open(split);
    startReading(null);
  }

  @Override
  public void reopen(FileInputSplit split, Long state) throws IOException {
    super.open(split);
    startReading(state);
  }

  private void startReading(Long state) throws IOException {
    long start = state == null ? splitStart : state;
    long splitEnd =
        splitLength == READ_WHOLE_SPLIT_FLAG ? Long.MAX_VALUE : splitStart + splitLength;
    ByteOrderMark mark;
    if (start == 0) {
      reader = new DelimitedReader(stream, bufferSize, lineLengthLimit, 0, splitEnd);
      mark = ByteOrderMark.find(declaredCharset(), reader.peek(ByteOrderMark.MAX_BYTES));
      reader.skip(mark.length());
    } else {
      mark = markAtStart();
      stream.seek(start);
      reader = new DelimitedReader(stream, bufferSize, lineLengthLimit, start, splitEnd);
    }
    fileCharset = mark.charset();
    reader.setDelimiter(getDelimiter(), ByteOrderMark.unitBytes(fileCharset));
    end = false;
    initializeSplit(currentSplit, state);
    if (state == null && start > 0) {
      reader.skipToRecord();
    }
  }

  /** The mark at the start of the file, if it matters in its middle. */
  private ByteOrderMark markAtStart() throws IOException {
    if (ByteOrderMark.explicit(declaredCharset()).equals(declaredCharset())) {
      return new ByteOrderMark(declaredCharset(), 0);
    }
    stream.seek(0);
    return ByteOrderMark.find(declaredCharset(), stream.readNBytes(ByteOrderMark.MAX_BYTES));
  }

  /**
   * Called when a split has been opened and before the first record is read.
   *
   * @param state the position to go on from; null for the start of the split
   */
  protected void initializeSplit(FileInputSplit split, Long state) throws IOException {}

  /** The offset in the file of the next record. */
  @Override
  public Long getCurrentState() throws IOException {
    return reader.position();
  }

  /** Says where the record that is being read stands, for the user. */
  protected final String currentRecordLocation() {
    if (currentSplit == null || reader == null) {
      return "an input that is not open";
    }
    return RecordLocation.describe(
        currentSplit.getPath(), reader.recordOffset(), getDelimiter(), splitLength < 0);
  }

  @Override
  public boolean reachedEnd() {
    return end;
  }

  @Override
  public OT nextRecord(OT record) throws IOException {
    if (readLine()) {
      return readRecord(record, currBuffer, currOffset, currLen);
    }
    end = true;
    return null;
  }

  /** Finds the next record; false if the split has no more. */
  protected final boolean readLine() throws IOException {
    DelimitedReader from = reader;
    if (from == null || !from.next()) {
      return false;
    }
    currBuffer = from.buffer;
    currOffset = from.recordStart;
    currLen = from.recordLength;
    return true;
  }

  @Override
  public void close() throws IOException {
    super.close();
    reader = null;
    fileCharset = null;
    currBuffer = null;
  }
}
