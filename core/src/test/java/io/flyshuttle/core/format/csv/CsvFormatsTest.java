// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.format.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.file.Path;
import io.flyshuttle.core.format.FileInputSplit;
import io.flyshuttle.core.format.ParseException;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.tuple.Tuple3;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.core.typeinfo.Types;
import io.flyshuttle.core.value.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFormatsTest {

  @TempDir java.nio.file.Path directory;

  private Path file(String content) throws IOException {
    java.nio.file.Path file = directory.resolve("data.csv");
    Files.writeString(file, content);
    return Path.fromLocalFile(file.toFile());
  }

  private TupleCsvInputFormat<Tuple3<Integer, String, Double>> three(String content)
      throws IOException {
    return new TupleCsvInputFormat<>(
        file(content),
        TupleTypeInfo.<Tuple3<Integer, String, Double>>getBasicTupleTypeInfo(
            Integer.class, String.class, Double.class));
  }

  private static <T> List<String> read(TupleCsvInputFormat<T> format, int splits)
      throws IOException {
    format.configure(new Configuration());
    List<String> records = new ArrayList<>();
    for (FileInputSplit split : format.createInputSplits(splits)) {
      format.open(split);
      while (!format.reachedEnd()) {
        T record = format.nextRecord(null);
        if (record != null) {
          records.add(record.toString());
        }
      }
      format.close();
    }
    return records;
  }

  @Test
  void shouldReadTuples() throws IOException {
    assertEquals(
        List.of("(1,one,1.5)", "(-2,,2.0)", "(3,three,-0.25)"),
        read(three("1,one,1.5\n-2,,2\r\n3,three,-0.25"), 1));
  }

  @Test
  void shouldReadEachLineOnceInManySplits() throws IOException {
    StringBuilder content = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      content.append(i).append(",t").append(i).append(",0.5\n");
      expected.add("(" + i + ",t" + i + ",0.5)");
    }
    for (int splits = 1; splits < 20; splits++) {
      assertEquals(expected, read(three(content.toString()), splits));
    }
  }

  @Test
  void shouldReadQuotedText() throws IOException {
    TupleCsvInputFormat<?> format = three("1,\"a,b\",1\n2,\"say \\\"hi\\\"\",2\n3,plain,3\n");
    format.enableQuotedStringParsing('"');
    assertEquals(List.of("(1,a,b,1.0)", "(2,say \"hi\",2.0)", "(3,plain,3.0)"), read(format, 1));
  }

  @Test
  void shouldTakeOnlyIncludedFields() throws IOException {
    TupleCsvInputFormat<Tuple2<String, Integer>> format =
        new TupleCsvInputFormat<>(
            file("a|\"x|y\"|1|rest\nb|z|2|rest|more\n"),
            "\n",
            "|",
            TupleTypeInfo.<Tuple2<String, Integer>>getBasicTupleTypeInfo(
                String.class, Integer.class),
            new boolean[] {true, false, true});
    format.enableQuotedStringParsing('"');
    assertEquals(List.of("(a,1)", "(b,2)"), read(format, 1));
  }

  @Test
  void shouldLeaveOutHeaderAndComments() throws IOException {
    TupleCsvInputFormat<?> format = three("id,name,value\n#no\n1,a,1\n#no\n2,b,2\n");
    format.setSkipFirstLineAsHeader(true);
    format.setCommentPrefix("#");
    assertEquals(List.of("(1,a,1.0)", "(2,b,2.0)"), read(format, 3));
  }

  @Test
  void shouldNameFileAndLineOfMalformedInput() throws IOException {
    FlyshuttleException failure =
        assertThrows(FlyshuttleException.class, () -> read(three("1,a,1\n2,b,2\nx,c,3\n"), 3));
    assertEquals(ErrorCode.MALFORMED_INPUT, failure.code());
    assertTrue(failure.getMessage().contains("line 3 of "), failure.getMessage());
    assertTrue(failure.getMessage().contains("data.csv"), failure.getMessage());
    assertTrue(failure.getMessage().contains("field 1 that is no Integer"), failure.getMessage());
  }

  @Test
  void shouldNameRaggedLines() throws IOException {
    FlyshuttleException failure =
        assertThrows(FlyshuttleException.class, () -> read(three("1,a,1\n2,b\n"), 1));
    assertTrue(failure.getMessage().contains("line 2 of "), failure.getMessage());
    assertTrue(failure.getMessage().contains("has 2 fields, of 3"), failure.getMessage());
  }

  @Test
  void shouldLeaveOutMalformedLinesIfLenient() throws IOException {
    TupleCsvInputFormat<?> format = three("x,a,1\n2,b\n3,c,3\n4,d,\n");
    format.setLenient(true);
    assertEquals(List.of("(3,c,3.0)"), read(format, 1));
  }

  @Test
  void shouldWriteTuples() throws IOException {
    java.nio.file.Path file = directory.resolve("out.csv");
    CsvOutputFormat<Tuple3<Integer, String, Double>> format =
        new CsvOutputFormat<>(Path.fromLocalFile(file.toFile()), ";\n", "|");
    format.setQuoteStrings(true);
    format.configure(new Configuration());
    format.open(0, 1);
    format.writeRecord(Tuple3.of(1, "a", 0.5));
    format.writeRecord(Tuple3.of(null, "b", 1e100));
    format.close();
    assertEquals("1|\"a\"|0.5;\n|\"b\"|1.0E100;\n", Files.readString(file));
    format.setAllowNullValues(false);
    format.setWriteMode(io.flyshuttle.core.file.FileSystem.WriteMode.OVERWRITE);
    format.open(0, 1);
    assertThrows(FlyshuttleException.class, () -> format.writeRecord(Tuple3.of(null, "b", 1.0)));
    format.close();
  }

  private static List<String> rows(RowCsvInputFormat format) throws IOException {
    format.configure(new Configuration());
    List<String> rows = new ArrayList<>();
    for (FileInputSplit split : format.createInputSplits(1)) {
      format.open(split);
      while (!format.reachedEnd()) {
        Row row = format.nextRecord(null);
        if (row != null) {
          rows.add(row.toString());
        }
      }
      format.close();
    }
    return rows;
  }

  @Test
  void shouldReadRowsOfSelectedFieldsInTheirOrder() throws IOException {
    TypeInformation<?>[] types = {Types.STRING, Types.INT, Types.DOUBLE};
    assertEquals(
        List.of("+I[c, 1, 2.5]", "+I[f, 4, 5.5]"),
        rows(new RowCsvInputFormat(file("1,2.5,b,c\n4,5.5,e,f\n"), types, new int[] {3, 0, 1})));
  }

  @Test
  void shouldReadEmptyFieldsOfRowsAsNullIfAskedTo() throws IOException {
    TypeInformation<?>[] types = {Types.INT, Types.STRING, Types.LONG};
    assertEquals(
        List.of("+I[1, null, 3]", "+I[null, a, null]"),
        rows(new RowCsvInputFormat(file("1,,3\n,a,\n"), types, true)));
    assertThrows(
        ParseException.class, () -> rows(new RowCsvInputFormat(file("1,,3\n,a,\n"), types)));
  }
}
