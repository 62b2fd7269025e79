// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.csv;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.format.ParseException;
import io.flyshuttle.core.format.file.DelimitedInputFormat;
import io.flyshuttle.core.format.parse.FieldParser;
import io.flyshuttle.core.format.parse.FieldParser.ParseErrorState;
import io.flyshuttle.core.format.parse.StringParser;
import io.flyshuttle.core.format.parse.StringValueParser;
import io.flyshuttle.core.function.rich.RuntimeContext;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts records into fields and parses those that are wanted. Fields end with the field delimiter;
 * text may stand in quotes; lines that start with the comment prefix are left out; a malformed line
 * fails the job with its number, or is left out if the format is lenient.
 */
public abstract class GenericCsvInputFormat<OT> extends DelimitedInputFormat<OT> {
  private static final long serialVersionUID = 1L;

  /** Accumulator that counts the lines a lenient format left out. Not there if it left out none. */
  public static final String MALFORMED_LINES = "malformed-lines-left-out";

  private static final int SHOWN_CHARACTERS = 120;
  private static final Logger LOG = LoggerFactory.getLogger(GenericCsvInputFormat.class);
  private static final Class<?>[] NO_TYPES = {};
  private static final boolean[] NO_FIELDS = {};

  /** Prefix of lines that are left out; null for none. Encoded in the charset. */
  protected byte[] commentPrefix;

  /** Which fields of a line are wanted; those behind the last wanted one are missing. */
  protected boolean[] fieldIncluded = NO_FIELDS;

  private Class<?>[] fieldTypes = NO_TYPES;
  private String fieldDelimiter = ",";
  private String commentText;
  private boolean lenient;
  private boolean skipFirstLineAsHeader;
  private boolean quotedStringParsing;
  private byte quoteCharacter;

  private transient FieldParser<Object>[] parsers;
  private transient PlainFields plainFields;
  private transient int[] nextIncluded;
  private transient byte[] fieldDelimiterBytes;
  private transient boolean headerIsNext;
  private transient long leftOut;
  private transient long counted;
  private transient boolean inTask;

  /** A format whose path is set later. */
  protected GenericCsvInputFormat() {}

  /** A format that reads {@code filePath}. */
  protected GenericCsvInputFormat(Path filePath) {
    super(filePath, null);
  }

  /** How many fields are wanted. */
  public int getNumberOfNonNullFields() {
    return fieldTypes.length;
  }

  /** How many fields of a line are looked at. */
  public int getNumberOfFieldsTotal() {
    return fieldIncluded.length;
  }

  /** The types of the wanted fields. */
  protected Class<?>[] getGenericFieldTypes() {
    return fieldTypes.clone();
  }

  /** Prefix of lines that are left out; null for none. */
  public byte[] getCommentPrefix() {
    return commentPrefix;
  }

  /** Sets the prefix of lines that are left out; null for none. */
  public void setCommentPrefix(String commentPrefix) {
    this.commentText = commentPrefix;
    this.commentPrefix = commentPrefix == null ? null : commentPrefix.getBytes(getCharset());
  }

  /** What ends a field. */
  public byte[] getFieldDelimiter() {
    return fieldDelimiter.getBytes(getCharset());
  }

  /** Sets what ends a field. */
  public void setFieldDelimiter(String delimiter) {
    if (delimiter == null || delimiter.isEmpty()) {
      throw new IllegalArgumentException("a field delimiter has one character at least");
    }
    this.fieldDelimiter = delimiter;
  }

  /** Whether malformed lines are left out. */
  public boolean isLenient() {
    return lenient;
  }

  /** Sets whether malformed lines are left out instead of failing the job. */
  public void setLenient(boolean lenient) {
    this.lenient = lenient;
  }

  /** Whether the first line of each file is left out. */
  public boolean isSkippingFirstLineAsHeader() {
    return skipFirstLineAsHeader;
  }

  /** Sets whether the first line of each file is left out. */
  public void setSkipFirstLineAsHeader(boolean skipFirstLine) {
    this.skipFirstLineAsHeader = skipFirstLine;
  }

  /** Has text in these quotes parsed without them; delimiters in it do not count. */
  public void enableQuotedStringParsing(char quoteCharacter) {
    if (quoteCharacter > 127) {
      throw new IllegalArgumentException("the quote must be an ASCII character");
    }
    quotedStringParsing = true;
    this.quoteCharacter = (byte) quoteCharacter;
  }

  /** Sets the types of the first fields; a field whose type is null is left out. */
  protected void setFieldTypesGeneric(Class<?>... fieldTypes) {
    boolean[] mask = new boolean[fieldTypes.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = fieldTypes[i] != null;
    }
    setFieldsGeneric(
        mask, Arrays.stream(fieldTypes).filter(type -> type != null).toArray(Class<?>[]::new));
  }

  /** Sets which fields are wanted, by their numbers in rising order, and their types. */
  protected void setFieldsGeneric(int[] sourceFieldIndices, Class<?>[] fieldTypes) {
    if (sourceFieldIndices.length != fieldTypes.length) {
      throw new IllegalArgumentException(
          sourceFieldIndices.length + " fields with " + fieldTypes.length + " types");
    }
    boolean[] mask = new boolean[Arrays.stream(sourceFieldIndices).max().orElse(-1) + 1];
    int last = -1;
    for (int index : sourceFieldIndices) {
      if (index <= last) {
        throw new IllegalArgumentException("the numbers of the fields must rise from 0 on");
      }
      mask[index] = true;
      last = index;
    }
    setFieldsGeneric(mask, fieldTypes);
  }

  /** Sets which fields are wanted, and their types. */
  protected void setFieldsGeneric(boolean[] includedMask, Class<?>[] fieldTypes) {
    int wanted = 0;
    int lastWanted = -1;
    for (int i = 0; i < includedMask.length; i++) {
      if (includedMask[i]) {
        wanted++;
        lastWanted = i;
      }
    }
    if (wanted != fieldTypes.length) {
      throw new IllegalArgumentException(
          wanted + " fields are included, but there are " + fieldTypes.length + " types");
    }
    for (Class<?> type : fieldTypes) {
      if (FieldParser.getParserForType(type) == null) {
        throw new FlyshuttleException(
            ErrorCode.INVALID_PROGRAM,
            "A field of text cannot be parsed into "
                + type.getName()
                + "; use a number, a boolean, text or an SQL date or time.");
      }
    }
    this.fieldTypes = fieldTypes.clone();
    this.fieldIncluded = Arrays.copyOf(includedMask, lastWanted + 1);
  }

  @Override
  protected void initializeSplit(FileInputSplit split, Long state) throws IOException {
    super.initializeSplit(split, state);
    fieldDelimiterBytes = getFieldDelimiter();
    commentPrefix = commentText == null ? null : commentText.getBytes(getCharset());
    headerIsNext = skipFirstLineAsHeader && state == null && split.getStart() == 0;
    if (parsers == null) {
      parsers = createParsers();
      plainFields = PlainFields.of(parsers, fieldDelimiterBytes, quotedStringParsing, getCharset());
      nextIncluded = nextIncluded(fieldIncluded);
    }
  }

  /** For each field the next one, from it on, that is wanted; the last one is. */
  private static int[] nextIncluded(boolean[] included) {
    int[] next = new int[included.length];
    for (int field = included.length - 1; field >= 0; field--) {
      next[field] = included[field] ? field : next[field + 1];
    }
    return next;
  }

  private FieldParser<Object>[] createParsers() {
    @SuppressWarnings("unchecked")
    FieldParser<Object>[] created = new FieldParser[fieldTypes.length];
    for (int i = 0; i < created.length; i++) {
      created[i] = createParser(fieldTypes[i]);
    }
    return created;
  }

  private FieldParser<Object> createParser(Class<?> type) {
    FieldParser<?> parser;
    try {
      Constructor<? extends FieldParser<?>> constructor =
          FieldParser.getParserForType(type).getDeclaredConstructor();
      parser = constructor.newInstance();
    } catch (NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      throw new IllegalStateException("no parser for " + type, e);
    }
    parser.setCharset(getCharset());
    if (quotedStringParsing && parser instanceof StringParser strings) {
      strings.enableQuotedStringParsing(quoteCharacter);
    }
    if (quotedStringParsing && parser instanceof StringValueParser strings) {
      strings.enableQuotedStringParsing(quoteCharacter);
    }
    @SuppressWarnings("unchecked")
    FieldParser<Object> result = (FieldParser<Object>) parser;
    return result;
  }

  /** The parsers of the wanted fields. */
  protected FieldParser<Object>[] getFieldParsers() {
    return parsers;
  }

  /** Whether the bytes are a line to leave out: the header or a comment. */
  protected final boolean isLeftOut(byte[] bytes, int offset, int numBytes) {
    if (headerIsNext) {
      headerIsNext = false;
      return true;
    }
    byte[] prefix = commentPrefix;
    return prefix != null
        && prefix.length <= numBytes
        && Arrays.equals(bytes, offset, offset + prefix.length, prefix, 0, prefix.length);
  }

  /**
   * Parses the wanted fields of a line.
   *
   * @param holders filled with the values
   * @return false if the line is malformed and the format lenient
   * @throws ParseException if the line is malformed and the format is not lenient
   */
  protected boolean parseRecord(Object[] holders, byte[] bytes, int offset, int numBytes) {
    PlainFields plain = plainFields;
    int limit = offset + numBytes;
    int position = offset;
    int output = 0;
    for (int field = 0; field < fieldIncluded.length; field++) {
      if (field > 0 && isMissing(bytes, position, limit)) {
        return malformed(
            "has " + field + " fields, of " + fieldIncluded.length, bytes, offset, numBytes);
      }
      if (!fieldIncluded[field]) {
        if (plain != null && plain.skips()) {
          int wanted = nextIncluded[field];
          int found = plain.skip(bytes, position, limit, wanted - field);
          if (found >= 0) {
            position = found;
            field = wanted - 1;
            continue;
          }
        }
        position = skipFields(bytes, position, limit, fieldDelimiterBytes);
        if (position < 0) {
          return malformed("has quotes that do not end", bytes, offset, numBytes);
        }
        continue;
      }
      if (plain != null) {
        int behind = plain.parse(output, bytes, position, limit);
        if (behind >= 0) {
          holders[output] = plain.value;
          output++;
          position = behind;
          continue;
        }
      }
      FieldParser<Object> parser = parsers[output];
      int next =
          // Values are not filled again: a record that somebody keeps would change.
          parser.resetErrorStateAndParse(bytes, position, limit, fieldDelimiterBytes, null);
      if (next < 0) {
        next = onMalformedField(parser.getErrorState(), bytes, position, limit);
        if (next < 0) {
          return malformed(
              "has a field "
                  + (field + 1)
                  + " that is no "
                  + fieldTypes[output].getSimpleName()
                  + " ("
                  + parser.getErrorState()
                  + ")",
              bytes,
              offset,
              numBytes);
        }
        holders[output] = null;
      } else {
        holders[output] = resultOf(parser);
      }
      output++;
      position = next;
    }
    return true;
  }

  /** The value of a field that was parsed without error. */
  Object resultOf(FieldParser<Object> parser) {
    return parser.getLastResult();
  }

  /**
   * Whether a malformed field is to be null.
   *
   * @return where the next field starts; -1 if the field is malformed
   */
  int onMalformedField(ParseErrorState error, byte[] bytes, int position, int limit) {
    return -1;
  }

  /** The field delimiter in the charset of the file. */
  final byte[] openFieldDelimiter() {
    return fieldDelimiterBytes;
  }

  /** Whether the line ended with the field before, not with the delimiter behind it. */
  private boolean isMissing(byte[] bytes, int position, int limit) {
    return position > limit
        || (position == limit
            && !FieldParser.endsWithDelimiter(bytes, position - 1, fieldDelimiterBytes));
  }

  /** Malformed lines that this format has left out so far. */
  public long getNumberOfMalformedLines() {
    return leftOut;
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    inTask = true;
  }

  @Override
  public void close() throws IOException {
    super.close();
    // With each split: what a task counts when it is closed is not part of the result any more.
    long more = leftOut - counted;
    if (inTask && more > 0) {
      counted = leftOut;
      getRuntimeContext().getLongCounter(MALFORMED_LINES).add(more);
      LOG.warn("Left out {} malformed lines of {}", more, currentSplit.getPath());
    }
  }

  /** Where the field behind the one at {@code startPos} starts; -1 if its quotes do not end. */
  protected int skipFields(byte[] bytes, int startPos, int limit, byte[] delim) {
    int position = startPos;
    boolean quoted = quotedStringParsing && position < limit && bytes[position] == quoteCharacter;
    if (quoted) {
      position++;
      while (position < limit
          && (bytes[position] != quoteCharacter || bytes[position - 1] == '\\')) {
        position++;
      }
      if (position == limit) {
        return -1;
      }
    }
    int last = limit - delim.length;
    for (; position <= last; position++) {
      if (FieldParser.delimiterNext(bytes, position, delim)) {
        return position + delim.length;
      }
    }
    return limit;
  }

  private boolean malformed(String what, byte[] bytes, int offset, int numBytes) {
    if (lenient) {
      leftOut++;
      return false;
    }
    String line = new String(bytes, offset, numBytes, getCharset());
    String shown =
        line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "…";
    throw new ParseException(
        "Malformed input: "
            + currentRecordLocation()
            + " "
            + what
            + ": '"
            + shown
            + "'. Call ignoreInvalidLines() to leave such lines out.");
  }
}
