// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.csv.CsvInputFormat;
import io.flyshuttle.core.format.csv.PojoCsvInputFormat;
import io.flyshuttle.core.format.csv.TupleCsvInputFormat;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.tuple.Tuple1;
import io.flyshuttle.core.tuple.Tuple10;
import io.flyshuttle.core.tuple.Tuple11;
import io.flyshuttle.core.tuple.Tuple12;
import io.flyshuttle.core.tuple.Tuple13;
import io.flyshuttle.core.tuple.Tuple14;
import io.flyshuttle.core.tuple.Tuple15;
import io.flyshuttle.core.tuple.Tuple16;
import io.flyshuttle.core.tuple.Tuple17;
import io.flyshuttle.core.tuple.Tuple18;
import io.flyshuttle.core.tuple.Tuple19;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple20;
import io.flyshuttle.core.tuple.Tuple21;
import io.flyshuttle.core.tuple.Tuple22;
import io.flyshuttle.core.tuple.Tuple23;
import io.flyshuttle.core.tuple.Tuple24;
import io.flyshuttle.core.tuple.Tuple25;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.tuple.Tuple4;
import io.flyshuttle.core.tuple.Tuple5;
import io.flyshuttle.core.tuple.Tuple6;
import io.flyshuttle.core.tuple.Tuple7;
import io.flyshuttle.core.tuple.Tuple8;
import io.flyshuttle.core.tuple.Tuple9;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.PojoTypeInfo;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import java.util.Arrays;
import java.util.Objects;

/** Says how a text of delimited fields is read; one of the types methods makes the data set. */
public class CsvReader {
  protected boolean[] includedMask;
  protected String lineDelimiter = CsvInputFormat.DEFAULT_LINE_DELIMITER;
  protected String fieldDelimiter = CsvInputFormat.DEFAULT_FIELD_DELIMITER;
  protected String commentPrefix;
  protected boolean parseQuotedStrings;
  protected char quoteCharacter = '"';
  protected boolean skipFirstLineAsHeader;
  protected boolean ignoreInvalidLines;
  private final Path path;
  private final ExecutionEnvironment executionContext;
  private String charset = "UTF-8";

  public CsvReader(Path filePath, ExecutionEnvironment executionContext) {
    this.path = Objects.requireNonNull(filePath, "the path is null");
    this.executionContext = Objects.requireNonNull(executionContext);
  }

  public CsvReader(String filePath, ExecutionEnvironment executionContext) {
    this(new Path(Objects.requireNonNull(filePath, "the path is null")), executionContext);
  }

  /** What is read. */
  public Path getFilePath() {
    return path;
  }

  /** Sets what separates lines; a line feed unless set. */
  public CsvReader lineDelimiter(String delimiter) {
    if (delimiter == null || delimiter.isEmpty()) {
      throw new IllegalArgumentException("the line delimiter is empty");
    }
    this.lineDelimiter = delimiter;
    return this;
  }

  /** Sets what separates fields; a comma unless set. */
  @Deprecated
  public CsvReader fieldDelimiter(char delimiter) {
    return fieldDelimiter(String.valueOf(delimiter));
  }

  /** Sets what separates fields; a comma unless set. */
  public CsvReader fieldDelimiter(String delimiter) {
    if (delimiter == null || delimiter.isEmpty()) {
      throw new IllegalArgumentException("the field delimiter is empty");
    }
    this.fieldDelimiter = delimiter;
    return this;
  }

  /** Takes strings in quotes as one field. */
  public CsvReader parseQuotedStrings(char quote) {
    this.parseQuotedStrings = true;
    this.quoteCharacter = quote;
    return this;
  }

  /** Skips lines that start so. */
  public CsvReader ignoreComments(String prefix) {
    if (prefix == null || prefix.isEmpty()) {
      throw new IllegalArgumentException("the comment prefix is empty");
    }
    this.commentPrefix = prefix;
    return this;
  }

  /** The charset of the text. */
  public String getCharset() {
    return charset;
  }

  /** Sets the charset of the text; UTF-8 unless set. */
  public void setCharset(String newCharset) {
    this.charset = Objects.requireNonNull(newCharset, "the charset is null");
  }

  /** Reads only the fields whose flag is true; fields behind the last flag are not read. */
  public CsvReader includeFields(boolean... fields) {
    if (fields == null || fields.length == 0) {
      throw new IllegalArgumentException("no fields are named");
    }
    boolean any = false;
    for (boolean field : fields) {
      any |= field;
    }
    if (!any) {
      throw new IllegalArgumentException("at least one field must be read");
    }
    this.includedMask = fields.clone();
    return this;
  }

  /** As the flags, written as a word of 0 and 1, or F and T. */
  public CsvReader includeFields(String mask) {
    boolean[] included = new boolean[mask.length()];
    for (int i = 0; i < mask.length(); i++) {
      char flag = mask.charAt(i);
      if (flag == '1' || flag == 'T' || flag == 't') {
        included[i] = true;
      } else if (flag != '0' && flag != 'F' && flag != 'f') {
        throw new IllegalArgumentException(
            "a field mask is made of 0 and 1, or F and T, not '" + flag + "'");
      }
    }
    return includeFields(included);
  }

  /** As the flags, as the bits of a number, the lowest first. */
  public CsvReader includeFields(long mask) {
    if (mask == 0) {
      throw new IllegalArgumentException("at least one field must be read");
    }
    boolean[] included = new boolean[Long.SIZE - Long.numberOfLeadingZeros(mask)];
    for (int i = 0; i < included.length; i++) {
      included[i] = (mask >>> i & 1) == 1;
    }
    return includeFields(included);
  }

  /** Skips the first line of each file. */
  public CsvReader ignoreFirstLine() {
    skipFirstLineAsHeader = true;
    return this;
  }

  /** Skips lines that cannot be read, counting them, in place of failing. */
  public CsvReader ignoreInvalidLines() {
    ignoreInvalidLines = true;
    return this;
  }

  /** Reads tuples of a class of the program's own that extends a tuple. */
  @SuppressWarnings("unchecked")
  public <T extends Tuple> DataSource<T> tupleType(Class<T> targetType) {
    Objects.requireNonNull(targetType, "the tuple class is null");
    if (!(TypeExtractor.createTypeInfo(targetType) instanceof TupleTypeInfo<?> type)) {
      throw new IllegalArgumentException(targetType.getName() + " is not a tuple class");
    }
    return source((TupleTypeInfo<T>) type);
  }

  private <T extends Tuple> DataSource<T> typed(Class<?>... types) {
    return source(TupleTypeInfo.getBasicAndBasicValueTupleTypeInfo(types));
  }

  private <T extends Tuple> DataSource<T> source(TupleTypeInfo<T> type) {
    boolean[] mask = includedMask;
    if (mask == null) {
      mask = new boolean[type.getArity()];
      Arrays.fill(mask, true);
    }
    TupleCsvInputFormat<T> format =
        new TupleCsvInputFormat<>(path, lineDelimiter, fieldDelimiter, type, mask);
    configure(format);
    return new DataSource<>(executionContext, format, type, CallSite.current());
  }

  /**
   * Reads objects.
   *
   * @param pojoType their class
   * @param pojoFields the fields of the class that the read fields of a line fill, in their order
   */
  public <T> DataSource<T> pojoType(Class<T> pojoType, String... pojoFields) {
    if (pojoFields == null || pojoFields.length == 0) {
      throw new IllegalArgumentException("the names of the fields are needed, in their order");
    }
    if (!(TypeInformation.of(pojoType) instanceof PojoTypeInfo<T> type)) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_PROGRAM,
          pojoType.getName()
              + " is no POJO: it needs to be public, with a public constructor without parameters"
              + " and fields that are public or have getters and setters.");
    }
    PojoCsvInputFormat<T> format =
        new PojoCsvInputFormat<>(
            path, lineDelimiter, fieldDelimiter, type, pojoFields, includedMask);
    configure(format);
    return new DataSource<>(executionContext, format, type, CallSite.current());
  }

  private void configure(CsvInputFormat<?> format) {
    format.setCharset(charset);
    format.setDelimiter(lineDelimiter);
    format.setFieldDelimiter(fieldDelimiter);
    format.setCommentPrefix(commentPrefix);
    format.setSkipFirstLineAsHeader(skipFirstLineAsHeader);
    format.setLenient(ignoreInvalidLines);
    if (parseQuotedStrings) {
      format.enableQuotedStringParsing(quoteCharacter);
    }
  }

  /** Reads tuples of the given types. */
  public <T0> DataSource<Tuple1<T0>> types(Class<T0> type0) {
    return typed(type0);
  }

  /** Reads tuples of the given types. */
  public <T0, T1> DataSource<Tuple2<T0, T1>> types(Class<T0> type0, Class<T1> type1) {
    return typed(type0, type1);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2> DataSource<Tuple3<T0, T1, T2>> types(
      Class<T0> type0, Class<T1> type1, Class<T2> type2) {
    return typed(type0, type1, type2);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3> DataSource<Tuple4<T0, T1, T2, T3>> types(
      Class<T0> type0, Class<T1> type1, Class<T2> type2, Class<T3> type3) {
    return typed(type0, type1, type2, type3);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4> DataSource<Tuple5<T0, T1, T2, T3, T4>> types(
      Class<T0> type0, Class<T1> type1, Class<T2> type2, Class<T3> type3, Class<T4> type4) {
    return typed(type0, type1, type2, type3, type4);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5> DataSource<Tuple6<T0, T1, T2, T3, T4, T5>> types(
      Class<T0> type0,
      Class<T1> type1,
      Class<T2> type2,
      Class<T3> type3,
      Class<T4> type4,
      Class<T5> type5) {
    return typed(type0, type1, type2, type3, type4, type5);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6> DataSource<Tuple7<T0, T1, T2, T3, T4, T5, T6>> types(
      Class<T0> type0,
      Class<T1> type1,
      Class<T2> type2,
      Class<T3> type3,
      Class<T4> type4,
      Class<T5> type5,
      Class<T6> type6) {
    return typed(type0, type1, type2, type3, type4, type5, type6);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7> DataSource<Tuple8<T0, T1, T2, T3, T4, T5, T6, T7>> types(
      Class<T0> type0,
      Class<T1> type1,
      Class<T2> type2,
      Class<T3> type3,
      Class<T4> type4,
      Class<T5> type5,
      Class<T6> type6,
      Class<T7> type7) {
    return typed(type0, type1, type2, type3, type4, type5, type6, type7);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7, T8>
      DataSource<Tuple9<T0, T1, T2, T3, T4, T5, T6, T7, T8>> types(
          Class<T0> type0,
          Class<T1> type1,
          Class<T2> type2,
          Class<T3> type3,
          Class<T4> type4,
          Class<T5> type5,
          Class<T6> type6,
          Class<T7> type7,
          Class<T8> type8) {
    return typed(type0, type1, type2, type3, type4, type5, type6, type7, type8);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>
      DataSource<Tuple10<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9>> types(
          Class<T0> type0,
          Class<T1> type1,
          Class<T2> type2,
          Class<T3> type3,
          Class<T4> type4,
          Class<T5> type5,
          Class<T6> type6,
          Class<T7> type7,
          Class<T8> type8,
          Class<T9> type9) {
    return typed(type0, type1, type2, type3, type4, type5, type6, type7, type8, type9);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>
      DataSource<Tuple11<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>> types(
          Class<T0> type0,
          Class<T1> type1,
          Class<T2> type2,
          Class<T3> type3,
          Class<T4> type4,
          Class<T5> type5,
          Class<T6> type6,
          Class<T7> type7,
          Class<T8> type8,
          Class<T9> type9,
          Class<T10> type10) {
    return typed(type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>
      DataSource<Tuple12<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>> types(
          Class<T0> type0,
          Class<T1> type1,
          Class<T2> type2,
          Class<T3> type3,
          Class<T4> type4,
          Class<T5> type5,
          Class<T6> type6,
          Class<T7> type7,
          Class<T8> type8,
          Class<T9> type9,
          Class<T10> type10,
          Class<T11> type11) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>
      DataSource<Tuple13<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>> types(
          Class<T0> type0,
          Class<T1> type1,
          Class<T2> type2,
          Class<T3> type3,
          Class<T4> type4,
          Class<T5> type5,
          Class<T6> type6,
          Class<T7> type7,
          Class<T8> type8,
          Class<T9> type9,
          Class<T10> type10,
          Class<T11> type11,
          Class<T12> type12) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>
      DataSource<Tuple14<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13>> types(
          Class<T0> type0,
          Class<T1> type1,
          Class<T2> type2,
          Class<T3> type3,
          Class<T4> type4,
          Class<T5> type5,
          Class<T6> type6,
          Class<T7> type7,
          Class<T8> type8,
          Class<T9> type9,
          Class<T10> type10,
          Class<T11> type11,
          Class<T12> type12,
          Class<T13> type13) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12, type13);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>
      DataSource<Tuple15<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14>> types(
          Class<T0> type0,
          Class<T1> type1,
          Class<T2> type2,
          Class<T3> type3,
          Class<T4> type4,
          Class<T5> type5,
          Class<T6> type6,
          Class<T7> type7,
          Class<T8> type8,
          Class<T9> type9,
          Class<T10> type10,
          Class<T11> type11,
          Class<T12> type12,
          Class<T13> type13,
          Class<T14> type14) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12, type13, type14);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>
      DataSource<Tuple16<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15>>
          types(
              Class<T0> type0,
              Class<T1> type1,
              Class<T2> type2,
              Class<T3> type3,
              Class<T4> type4,
              Class<T5> type5,
              Class<T6> type6,
              Class<T7> type7,
              Class<T8> type8,
              Class<T9> type9,
              Class<T10> type10,
              Class<T11> type11,
              Class<T12> type12,
              Class<T13> type13,
              Class<T14> type14,
              Class<T15> type15) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12, type13, type14, type15);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>
      DataSource<Tuple17<T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16>>
          types(
              Class<T0> type0,
              Class<T1> type1,
              Class<T2> type2,
              Class<T3> type3,
              Class<T4> type4,
              Class<T5> type5,
              Class<T6> type6,
              Class<T7> type7,
              Class<T8> type8,
              Class<T9> type9,
              Class<T10> type10,
              Class<T11> type11,
              Class<T12> type12,
              Class<T13> type13,
              Class<T14> type14,
              Class<T15> type15,
              Class<T16> type16) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12, type13, type14, type15, type16);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17>
      DataSource<
              Tuple18<
                  T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17>>
          types(
              Class<T0> type0,
              Class<T1> type1,
              Class<T2> type2,
              Class<T3> type3,
              Class<T4> type4,
              Class<T5> type5,
              Class<T6> type6,
              Class<T7> type7,
              Class<T8> type8,
              Class<T9> type9,
              Class<T10> type10,
              Class<T11> type11,
              Class<T12> type12,
              Class<T13> type13,
              Class<T14> type14,
              Class<T15> type15,
              Class<T16> type16,
              Class<T17> type17) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12, type13, type14, type15, type16, type17);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18>
      DataSource<
              Tuple19<
                  T0,
                  T1,
                  T2,
                  T3,
                  T4,
                  T5,
                  T6,
                  T7,
                  T8,
                  T9,
                  T10,
                  T11,
                  T12,
                  T13,
                  T14,
                  T15,
                  T16,
                  T17,
                  T18>>
          types(
              Class<T0> type0,
              Class<T1> type1,
              Class<T2> type2,
              Class<T3> type3,
              Class<T4> type4,
              Class<T5> type5,
              Class<T6> type6,
              Class<T7> type7,
              Class<T8> type8,
              Class<T9> type9,
              Class<T10> type10,
              Class<T11> type11,
              Class<T12> type12,
              Class<T13> type13,
              Class<T14> type14,
              Class<T15> type15,
              Class<T16> type16,
              Class<T17> type17,
              Class<T18> type18) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12, type13, type14, type15, type16, type17, type18);
  }

  /** Reads tuples of the given types. */
  public <T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12, T13, T14, T15, T16, T17, T18, T19>
      DataSource<
              Tuple20<
                  T0,
                  T1,
                  T2,
                  T3,
                  T4,
                  T5,
                  T6,
                  T7,
                  T8,
                  T9,
                  T10,
                  T11,
                  T12,
                  T13,
                  T14,
                  T15,
                  T16,
                  T17,
                  T18,
                  T19>>
          types(
              Class<T0> type0,
              Class<T1> type1,
              Class<T2> type2,
              Class<T3> type3,
              Class<T4> type4,
              Class<T5> type5,
              Class<T6> type6,
              Class<T7> type7,
              Class<T8> type8,
              Class<T9> type9,
              Class<T10> type10,
              Class<T11> type11,
              Class<T12> type12,
              Class<T13> type13,
              Class<T14> type14,
              Class<T15> type15,
              Class<T16> type16,
              Class<T17> type17,
              Class<T18> type18,
              Class<T19> type19) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12, type13, type14, type15, type16, type17, type18, type19);
  }

  /** Reads tuples of the given types. */
  public <
          T0,
          T1,
          T2,
          T3,
          T4,
          T5,
          T6,
          T7,
          T8,
          T9,
          T10,
          T11,
          T12,
          T13,
          T14,
          T15,
          T16,
          T17,
          T18,
          T19,
          T20>
      DataSource<
              Tuple21<
                  T0,
                  T1,
                  T2,
                  T3,
                  T4,
                  T5,
                  T6,
                  T7,
                  T8,
                  T9,
                  T10,
                  T11,
                  T12,
                  T13,
                  T14,
                  T15,
                  T16,
                  T17,
                  T18,
                  T19,
                  T20>>
          types(
              Class<T0> type0,
              Class<T1> type1,
              Class<T2> type2,
              Class<T3> type3,
              Class<T4> type4,
              Class<T5> type5,
              Class<T6> type6,
              Class<T7> type7,
              Class<T8> type8,
              Class<T9> type9,
              Class<T10> type10,
              Class<T11> type11,
              Class<T12> type12,
              Class<T13> type13,
              Class<T14> type14,
              Class<T15> type15,
              Class<T16> type16,
              Class<T17> type17,
              Class<T18> type18,
              Class<T19> type19,
              Class<T20> type20) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12, type13, type14, type15, type16, type17, type18, type19, type20);
  }

  /** Reads tuples of the given types. */
  public <
          T0,
          T1,
          T2,
          T3,
          T4,
          T5,
          T6,
          T7,
          T8,
          T9,
          T10,
          T11,
          T12,
          T13,
          T14,
          T15,
          T16,
          T17,
          T18,
          T19,
          T20,
          T21>
      DataSource<
              Tuple22<
                  T0,
                  T1,
                  T2,
                  T3,
                  T4,
                  T5,
                  T6,
                  T7,
                  T8,
                  T9,
                  T10,
                  T11,
                  T12,
                  T13,
                  T14,
                  T15,
                  T16,
                  T17,
                  T18,
                  T19,
                  T20,
                  T21>>
          types(
              Class<T0> type0,
              Class<T1> type1,
              Class<T2> type2,
              Class<T3> type3,
              Class<T4> type4,
              Class<T5> type5,
              Class<T6> type6,
              Class<T7> type7,
              Class<T8> type8,
              Class<T9> type9,
              Class<T10> type10,
              Class<T11> type11,
              Class<T12> type12,
              Class<T13> type13,
              Class<T14> type14,
              Class<T15> type15,
              Class<T16> type16,
              Class<T17> type17,
              Class<T18> type18,
              Class<T19> type19,
              Class<T20> type20,
              Class<T21> type21) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12, type13, type14, type15, type16, type17, type18, type19, type20, type21);
  }

  /** Reads tuples of the given types. */
  public <
          T0,
          T1,
          T2,
          T3,
          T4,
          T5,
          T6,
          T7,
          T8,
          T9,
          T10,
          T11,
          T12,
          T13,
          T14,
          T15,
          T16,
          T17,
          T18,
          T19,
          T20,
          T21,
          T22>
      DataSource<
              Tuple23<
                  T0,
                  T1,
                  T2,
                  T3,
                  T4,
                  T5,
                  T6,
                  T7,
                  T8,
                  T9,
                  T10,
                  T11,
                  T12,
                  T13,
                  T14,
                  T15,
                  T16,
                  T17,
                  T18,
                  T19,
                  T20,
                  T21,
                  T22>>
          types(
              Class<T0> type0,
              Class<T1> type1,
              Class<T2> type2,
              Class<T3> type3,
              Class<T4> type4,
              Class<T5> type5,
              Class<T6> type6,
              Class<T7> type7,
              Class<T8> type8,
              Class<T9> type9,
              Class<T10> type10,
              Class<T11> type11,
              Class<T12> type12,
              Class<T13> type13,
              Class<T14> type14,
              Class<T15> type15,
              Class<T16> type16,
              Class<T17> type17,
              Class<T18> type18,
              Class<T19> type19,
              Class<T20> type20,
              Class<T21> type21,
              Class<T22> type22) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12, type13, type14, type15, type16, type17, type18, type19, type20, type21, type22);
  }

  /** Reads tuples of the given types. */
  public <
          T0,
          T1,
          T2,
          T3,
          T4,
          T5,
          T6,
          T7,
          T8,
          T9,
          T10,
          T11,
          T12,
          T13,
          T14,
          T15,
          T16,
          T17,
          T18,
          T19,
          T20,
          T21,
          T22,
          T23>
      DataSource<
              Tuple24<
                  T0,
                  T1,
                  T2,
                  T3,
                  T4,
                  T5,
                  T6,
                  T7,
                  T8,
                  T9,
                  T10,
                  T11,
                  T12,
                  T13,
                  T14,
                  T15,
                  T16,
                  T17,
                  T18,
                  T19,
                  T20,
                  T21,
                  T22,
                  T23>>
          types(
              Class<T0> type0,
              Class<T1> type1,
              Class<T2> type2,
              Class<T3> type3,
              Class<T4> type4,
              Class<T5> type5,
              Class<T6> type6,
              Class<T7> type7,
              Class<T8> type8,
              Class<T9> type9,
              Class<T10> type10,
              Class<T11> type11,
              Class<T12> type12,
              Class<T13> type13,
              Class<T14> type14,
              Class<T15> type15,
              Class<T16> type16,
              Class<T17> type17,
              Class<T18> type18,
              Class<T19> type19,
              Class<T20> type20,
              Class<T21> type21,
              Class<T22> type22,
              Class<T23> type23) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12, type13, type14, type15, type16, type17, type18, type19, type20, type21, type22,
        type23);
  }

  /** Reads tuples of the given types. */
  public <
          T0,
          T1,
          T2,
          T3,
          T4,
          T5,
          T6,
          T7,
          T8,
          T9,
          T10,
          T11,
          T12,
          T13,
          T14,
          T15,
          T16,
          T17,
          T18,
          T19,
          T20,
          T21,
          T22,
          T23,
          T24>
      DataSource<
              Tuple25<
                  T0,
                  T1,
                  T2,
                  T3,
                  T4,
                  T5,
                  T6,
                  T7,
                  T8,
                  T9,
                  T10,
                  T11,
                  T12,
                  T13,
                  T14,
                  T15,
                  T16,
                  T17,
                  T18,
                  T19,
                  T20,
                  T21,
                  T22,
                  T23,
                  T24>>
          types(
              Class<T0> type0,
              Class<T1> type1,
              Class<T2> type2,
              Class<T3> type3,
              Class<T4> type4,
              Class<T5> type5,
              Class<T6> type6,
              Class<T7> type7,
              Class<T8> type8,
              Class<T9> type9,
              Class<T10> type10,
              Class<T11> type11,
              Class<T12> type12,
              Class<T13> type13,
              Class<T14> type14,
              Class<T15> type15,
              Class<T16> type16,
              Class<T17> type17,
              Class<T18> type18,
              Class<T19> type19,
              Class<T20> type20,
              Class<T21> type21,
              Class<T22> type22,
              Class<T23> type23,
              Class<T24> type24) {
    return typed(
        type0, type1, type2, type3, type4, type5, type6, type7, type8, type9, type10, type11,
        type12, type13, type14, type15, type16, type17, type18, type19, type20, type21, type22,
        type23, type24);
  }
}
