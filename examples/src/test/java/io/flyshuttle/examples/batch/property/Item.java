// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.batch.property;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/**
 * A record as the plain Java reference sees it, whatever type it has in the program.
 *
 * @param key may be null where the type allows it
 * @param filler any text, now and then larger than many network buffers; may be null where the type
 *     allows it
 */
record Item(String key, Integer sub, Long value, String filler) implements Serializable {

  /** All of it, with long texts cut to their length and hash. */
  String text() {
    return brief(key) + "|" + sub + "|" + value + "|" + brief(filler);
  }

  static String brief(String text) {
    return text == null || text.length() < 24
        ? String.valueOf(text)
        : text.length() + "#" + text.hashCode();
  }

  /** Fields that records are grouped, joined and spread by. */
  enum Key {
    KEY(0),
    SUB(1),
    BOTH(0, 1);

    private final int[] positions;

    Key(int... positions) {
      this.positions = positions;
    }

    int[] positions() {
      return positions.clone();
    }

    String of(Item item) {
      return switch (this) {
        case KEY -> String.valueOf(item.key);
        case SUB -> String.valueOf(item.sub);
        case BOTH -> item.key + "/" + item.sub;
      };
    }
  }

  /** By the key's fields, null before everything. */
  static Comparator<Item> by(Key key) {
    Comparator<Item> byKey =
        Comparator.comparing(Item::key, Comparator.nullsFirst(Comparator.naturalOrder()));
    Comparator<Item> bySub =
        Comparator.comparing(Item::sub, Comparator.nullsFirst(Comparator.naturalOrder()));
    return switch (key) {
      case KEY -> byKey;
      case SUB -> bySub;
      case BOTH -> byKey.thenComparing(bySub);
    };
  }

  /** One of two items of a group in a way that does not depend on the order. */
  Item plus(Item other) {
    return new Item(
        max(key, other.key), max(sub, other.sub), value + other.value, max(filler, other.filler));
  }

  private static <C extends Comparable<C>> C max(C a, C b) {
    return Objects.compare(a, b, Comparator.nullsFirst(Comparator.naturalOrder())) >= 0 ? a : b;
  }
}
