// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch.property;

import io.flyshuttle.core.function.KeySelector;
import io.flyshuttle.core.tuple.Tuple4;
import io.flyshuttle.core.type.TypeHint;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import io.flyshuttle.core.typeinfo.RowTypeInfo;
import io.flyshuttle.core.value.Row;
import java.io.Serializable;
import java.util.List;

/** What type the records of a program have. */
interface Shape<T> extends Serializable {
  TypeInformation<T> type();

  T of(Item item);

  Item item(T record);

  /** Changes a record, as a function may do with what it is given. */
  void spoil(T record);

  /** Names of the four fields. */
  String[] names();

  /** Takes the whole key as one text. */
  KeySelector<T, String> selector(Item.Key key);

  /** Whether keys may be null. */
  default boolean nullableKeys() {
    return false;
  }

  /** Whether the text may be null. */
  default boolean nullableFiller() {
    return false;
  }

  /** Whether records may be grouped and sorted by their text: a null key is for rows only. */
  default boolean comparableFiller() {
    return !nullableFiller() || nullableKeys();
  }

  default String[] names(Item.Key key) {
    int[] positions = key.positions();
    String[] names = new String[positions.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = names()[positions[i]];
    }
    return names;
  }

  /** All shapes. */
  static List<Shape<?>> all() {
    return List.of(new Tuples(), new Pojos(), new Rows());
  }

  /** Tuples. */
  final class Tuples implements Shape<Tuple4<String, Integer, Long, String>> {
    private static final long serialVersionUID = 1L;

    @Override
    public TypeInformation<Tuple4<String, Integer, Long, String>> type() {
      return TypeInformation.of(new TypeHint<Tuple4<String, Integer, Long, String>>() {});
    }

    @Override
    public Tuple4<String, Integer, Long, String> of(Item item) {
      return Tuple4.of(item.key(), item.sub(), item.value(), item.filler());
    }

    @Override
    public Item item(Tuple4<String, Integer, Long, String> record) {
      return new Item(record.f0, record.f1, record.f2, record.f3);
    }

    @Override
    public void spoil(Tuple4<String, Integer, Long, String> record) {
      record.setFields("spoiled", -1, -1L, "spoiled");
    }

    @Override
    public String[] names() {
      return new String[] {"f0", "f1", "f2", "f3"};
    }

    @Override
    public KeySelector<Tuple4<String, Integer, Long, String>, String> selector(Item.Key key) {
      return new OfTuple(key);
    }
  }

  /** The key of a tuple. */
  final class OfTuple implements KeySelector<Tuple4<String, Integer, Long, String>, String> {
    private static final long serialVersionUID = 1L;
    private final Item.Key key;

    OfTuple(Item.Key key) {
      this.key = key;
    }

    @Override
    public String getKey(Tuple4<String, Integer, Long, String> record) {
      return key.of(new Tuples().item(record));
    }
  }

  /** A class of the user's. */
  final class Event {
    public String key;
    public int sub;
    public long value;
    public String filler;
  }

  /** Objects of a class of the user's; the text may be null. */
  final class Pojos implements Shape<Event> {
    private static final long serialVersionUID = 1L;

    @Override
    public TypeInformation<Event> type() {
      return TypeInformation.of(Event.class);
    }

    @Override
    public Event of(Item item) {
      Event event = new Event();
      event.key = item.key();
      event.sub = item.sub();
      event.value = item.value();
      event.filler = item.filler();
      return event;
    }

    @Override
    public Item item(Event record) {
      return new Item(record.key, record.sub, record.value, record.filler);
    }

    @Override
    public void spoil(Event record) {
      record.key = "spoiled";
      record.sub = -1;
      record.value = -1;
    }

    @Override
    public String[] names() {
      return new String[] {"key", "sub", "value", "filler"};
    }

    @Override
    public KeySelector<Event, String> selector(Item.Key key) {
      return new OfEvent(key);
    }

    @Override
    public boolean nullableFiller() {
      return true;
    }
  }

  /** The key of an event. */
  final class OfEvent implements KeySelector<Event, String> {
    private static final long serialVersionUID = 1L;
    private final Item.Key key;

    OfEvent(Item.Key key) {
      this.key = key;
    }

    @Override
    public String getKey(Event record) {
      return key.of(new Pojos().item(record));
    }
  }

  /** Rows; all but the number may be null. */
  final class Rows implements Shape<Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public TypeInformation<Row> type() {
      return new RowTypeInfo(
          BasicTypeInfo.STRING_TYPE_INFO,
          BasicTypeInfo.INT_TYPE_INFO,
          BasicTypeInfo.LONG_TYPE_INFO,
          BasicTypeInfo.STRING_TYPE_INFO);
    }

    @Override
    public Row of(Item item) {
      return Row.of(item.key(), item.sub(), item.value(), item.filler());
    }

    @Override
    public Item item(Row record) {
      return new Item(
          (String) record.getField(0),
          (Integer) record.getField(1),
          (Long) record.getField(2),
          (String) record.getField(3));
    }

    @Override
    public void spoil(Row record) {
      record.setField(0, "spoiled");
      record.setField(1, -1);
      record.setField(2, -1L);
    }

    @Override
    public String[] names() {
      return new String[] {"f0", "f1", "f2", "f3"};
    }

    @Override
    public KeySelector<Row, String> selector(Item.Key key) {
      return new OfRow(key);
    }

    @Override
    public boolean nullableKeys() {
      return true;
    }

    @Override
    public boolean nullableFiller() {
      return true;
    }
  }

  /** The key of a row. */
  final class OfRow implements KeySelector<Row, String> {
    private static final long serialVersionUID = 1L;
    private final Item.Key key;

    OfRow(Item.Key key) {
      this.key = key;
    }

    @Override
    public String getKey(Row record) {
      return key.of(new Rows().item(record));
    }
  }
}
