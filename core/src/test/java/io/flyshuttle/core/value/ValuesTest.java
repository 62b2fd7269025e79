// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.memory.DataInputDeserializer;
import io.flyshuttle.core.memory.DataOutputSerializer;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ValuesTest {

  /** A list of one class. */
  public static final class Words extends ListValue<StringValue> {
    private static final long serialVersionUID = 1L;
  }

  private static <T extends Value> T throughBytes(Value from, T to) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    from.write(out);
    to.read(new DataInputDeserializer(out.getCopyOfBuffer()));
    return to;
  }

  @Test
  void recordShouldKeepFieldsThroughBytes() throws IOException {
    Record record = new Record(new IntValue(7), new StringValue("text"));
    record.addField(null);
    Record read = throughBytes(record, new Record());
    assertEquals(3, read.getNumFields());
    assertEquals(new IntValue(7), read.getField(0, IntValue.class));
    assertEquals("text", read.getField(1, new StringValue()).getValue());
    assertNull(read.getField(2, LongValue.class));
    assertFalse(read.getFieldInto(2, new LongValue()));
    assertThrows(IndexOutOfBoundsException.class, () -> read.isNull(3));
  }

  @Test
  void recordShouldMoveRemoveAndUniteFields() {
    Record record = new Record(new IntValue(1), new IntValue(2));
    record.removeField(0);
    assertEquals(2, record.getField(0, IntValue.class).getValue());
    Record other = new Record(new IntValue(9), new StringValue("b"));
    record.unionFields(other);
    assertEquals(2, record.getField(0, IntValue.class).getValue());
    assertEquals("b", record.getField(1, StringValue.class).getValue());
    record.setNull(1L);
    assertTrue(record.isNull(0));
    Record copy = record.createCopy();
    record.clear();
    assertEquals(0, record.getNumFields());
    assertEquals(2, copy.getNumFields());
    assertThrows(
        NullKeyFieldException.class,
        () -> copy.getFieldsIntoCheckingNull(new int[] {0}, new Value[] {new IntValue()}));
  }

  @Test
  void listShouldKnowItsClass() throws IOException {
    Words words = new Words();
    words.add(new StringValue("a"));
    words.add(new StringValue("b"));
    assertEquals(words, throughBytes(words, new Words()));
    assertEquals(List.of(new StringValue("a"), new StringValue("b")), words);
  }

  @Test
  void stringShouldBeChangedInPlace() throws IOException {
    StringValue text = new StringValue("hello world");
    assertEquals(6, text.find("world"));
    assertEquals("world", text.substring(6).toString());
    text.setLength(5);
    text.append('!').append(" and more", 0, 4);
    assertEquals("hello! and", text.toString());
    assertEquals("hello! and".hashCode(), text.hashCode());
    assertTrue(text.startsWith("hello"));
  }

  @Test
  void rowsShouldEqualByContent() {
    Row named = Row.withNames();
    named.setField("a", 1);
    named.setField("b", new int[] {1});
    Row same = Row.withNames();
    same.setField("b", new int[] {1});
    same.setField("a", 1);
    assertEquals(named, same);
    assertEquals(named.hashCode(), same.hashCode());
    assertEquals("+I[1, x]", Row.of(1, "x").toString());
    assertNotEquals(Row.of(1), Row.ofKind(RowKind.DELETE, 1));
    assertEquals(Row.of(1, 2, 3), Row.join(Row.of(1), Row.of(2, 3)));
    assertTrue(
        RowUtils.compareRows(List.of(Row.of(1), Row.of(2)), List.of(Row.of(2), Row.of(1)), true));
  }

  @Property(tries = 500)
  void stringsShouldKeepThroughBytesAndOrderOnBytes(@ForAll String a, @ForAll String b)
      throws IOException {
    DataOutputSerializer first = new DataOutputSerializer(16);
    StringEncoding.write(a, first);
    DataOutputSerializer second = new DataOutputSerializer(16);
    StringEncoding.write(b, second);
    assertEquals(a, StringEncoding.read(new DataInputDeserializer(first.getCopyOfBuffer())));
    assertEquals(
        Integer.signum(a.compareTo(b)),
        Integer.signum(
            StringEncoding.compare(
                new DataInputDeserializer(first.getCopyOfBuffer()),
                new DataInputDeserializer(second.getCopyOfBuffer()))));
  }

  @Property
  void numbersShouldTakeAsManyBytesAsTold(@ForAll int number) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(8);
    VarInt.write(number, out);
    assertEquals(VarInt.length(number), out.length());
    assertEquals(number, VarInt.read(new DataInputDeserializer(out.getCopyOfBuffer())));
  }
}
