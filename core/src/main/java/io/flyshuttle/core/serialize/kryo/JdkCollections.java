// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Collections of the JDK that have no constructor of their own: wrappers as {@link
 * Collections#unmodifiableList} gives them come back as such, views as {@link List#subList} as
 * collections of what they showed.
 */
@SuppressWarnings({"rawtypes", "unchecked"})
final class JdkCollections {
  private JdkCollections() {}

  static void addTo(Kryo kryo) {
    List<Integer> array = new ArrayList<>(List.of(1));
    List<Integer> linked = new LinkedList<>(array);
    TreeSet<Integer> tree = new TreeSet<>(array);
    TreeMap<Integer, Integer> map = new TreeMap<>(Map.of(1, 1));
    HashMap<Integer, Integer> hash = new HashMap<>(map);

    Items<List> unmodifiableLists = new Items<>(ArrayList::new, Collections::unmodifiableList);
    unmodifiableLists.serve(kryo, Collections.unmodifiableList(array));
    unmodifiableLists.serve(kryo, Collections.unmodifiableList(linked));
    Items<List> synchronizedLists = new Items<>(ArrayList::new, Collections::synchronizedList);
    synchronizedLists.serve(kryo, Collections.synchronizedList(array));
    synchronizedLists.serve(kryo, Collections.synchronizedList(linked));
    Items<List> lists = new Items<>(ArrayList::new, UnaryOperator.identity());
    lists.serve(kryo, array.subList(0, 1));
    lists.serve(kryo, Arrays.asList(1, 2).subList(0, 1));
    lists.serve(kryo, linked.subList(0, 1));
    lists.serve(kryo, Collections.nCopies(2, 1));
    lists.serve(kryo, Collections.checkedList(array, Integer.class));
    Items<Collection> collections = new Items<>(ArrayList::new, UnaryOperator.identity());
    collections.serve(kryo, hash.values());
    collections.serve(kryo, map.values());
    collections.serve(kryo, new LinkedHashMap<>(map).values());
    collections.serve(kryo, new ConcurrentHashMap<>(map).values());
    new Items<Collection>(ArrayList::new, Collections::unmodifiableCollection)
        .serve(kryo, Collections.unmodifiableCollection(array));
    new Items<Collection>(ArrayList::new, Collections::synchronizedCollection)
        .serve(kryo, Collections.synchronizedCollection(array));

    new Items<Set>(LinkedHashSet::new, Collections::unmodifiableSet)
        .serve(kryo, Collections.unmodifiableSet(tree));
    new Items<Set>(LinkedHashSet::new, Collections::synchronizedSet)
        .serve(kryo, Collections.synchronizedSet(tree));
    Items<Set> sets = new Items<>(LinkedHashSet::new, UnaryOperator.identity());
    sets.serve(kryo, hash.keySet());
    sets.serve(kryo, new LinkedHashMap<>(map).keySet());
    sets.serve(kryo, hash.entrySet());
    new Items<Set>(size -> ConcurrentHashMap.newKeySet(Math.max(1, size)), UnaryOperator.identity())
        .serve(kryo, ConcurrentHashMap.newKeySet());
    Sorted<SortedSet> sortedSets = new Sorted<>(UnaryOperator.identity());
    sortedSets.serve(kryo, (SortedSet) map.keySet());
    new Sorted<SortedSet>(Collections::unmodifiableSortedSet)
        .serve(kryo, Collections.unmodifiableSortedSet(tree));
    new Sorted<SortedSet>(Collections::synchronizedSortedSet)
        .serve(kryo, Collections.synchronizedSortedSet(tree));

    new Maps<Map>(false, Collections::unmodifiableMap)
        .serve(kryo, Collections.unmodifiableMap(hash));
    new Maps<Map>(false, Collections::synchronizedMap)
        .serve(kryo, Collections.synchronizedMap(hash));
    new Maps<SortedMap>(true, Collections::unmodifiableSortedMap)
        .serve(kryo, Collections.unmodifiableSortedMap(map));
    new Maps<SortedMap>(true, Collections::synchronizedSortedMap)
        .serve(kryo, Collections.synchronizedSortedMap(map));
    Maps<SortedMap> parts = new Maps<>(true, UnaryOperator.identity());
    parts.serve(kryo, map.headMap(2));
    parts.serve(kryo, map.descendingMap());
  }

  /** Elements in their order, put into a new collection, which may then be wrapped. */
  private static final class Items<C extends Collection> extends Serializer<C> {
    private final Function<Integer, C> empty;
    private final UnaryOperator<C> wrap;

    Items(Function<Integer, C> empty, UnaryOperator<C> wrap) {
      this.empty = empty;
      this.wrap = wrap;
    }

    void serve(Kryo kryo, C example) {
      kryo.addDefaultSerializer(example.getClass(), this);
    }

    @Override
    public void write(Kryo kryo, Output output, C items) {
      output.writeVarInt(items.size(), true);
      for (Object item : items) {
        kryo.writeClassAndObject(output, item);
      }
    }

    @Override
    public C read(Kryo kryo, Input input, Class<? extends C> type) {
      int size = input.readVarInt(true);
      C items = empty.apply(size);
      for (int i = 0; i < size; i++) {
        items.add(kryo.readClassAndObject(input));
      }
      return wrap.apply(items);
    }

    @Override
    public C copy(Kryo kryo, C original) {
      C items = empty.apply(original.size());
      for (Object item : original) {
        items.add(kryo.copy(item));
      }
      return wrap.apply(items);
    }
  }

  /** As {@link Items}, with the order that the set was told. */
  private static final class Sorted<C extends SortedSet> extends Serializer<C> {
    private final UnaryOperator<C> wrap;

    Sorted(UnaryOperator<C> wrap) {
      this.wrap = wrap;
    }

    void serve(Kryo kryo, C example) {
      kryo.addDefaultSerializer(example.getClass(), this);
    }

    @Override
    public void write(Kryo kryo, Output output, C items) {
      kryo.writeClassAndObject(output, items.comparator());
      output.writeVarInt(items.size(), true);
      for (Object item : items) {
        kryo.writeClassAndObject(output, item);
      }
    }

    @Override
    public C read(Kryo kryo, Input input, Class<? extends C> type) {
      SortedSet items = new TreeSet((Comparator) kryo.readClassAndObject(input));
      int size = input.readVarInt(true);
      for (int i = 0; i < size; i++) {
        items.add(kryo.readClassAndObject(input));
      }
      return wrap.apply((C) items);
    }

    @Override
    public C copy(Kryo kryo, C original) {
      SortedSet items = new TreeSet(original.comparator());
      for (Object item : original) {
        items.add(kryo.copy(item));
      }
      return wrap.apply((C) items);
    }
  }

  private static final class Maps<M extends Map> extends Serializer<M> {
    private final boolean sorted;
    private final UnaryOperator<M> wrap;

    Maps(boolean sorted, UnaryOperator<M> wrap) {
      this.sorted = sorted;
      this.wrap = wrap;
    }

    void serve(Kryo kryo, M example) {
      kryo.addDefaultSerializer(example.getClass(), this);
    }

    @Override
    public void write(Kryo kryo, Output output, M map) {
      if (sorted) {
        kryo.writeClassAndObject(output, ((SortedMap) map).comparator());
      }
      output.writeVarInt(map.size(), true);
      for (Map.Entry<Object, Object> entry : ((Map<Object, Object>) map).entrySet()) {
        kryo.writeClassAndObject(output, entry.getKey());
        kryo.writeClassAndObject(output, entry.getValue());
      }
    }

    @Override
    public M read(Kryo kryo, Input input, Class<? extends M> type) {
      Map map =
          sorted ? new TreeMap((Comparator) kryo.readClassAndObject(input)) : new LinkedHashMap();
      int size = input.readVarInt(true);
      for (int i = 0; i < size; i++) {
        map.put(kryo.readClassAndObject(input), kryo.readClassAndObject(input));
      }
      return wrap.apply((M) map);
    }

    @Override
    public M copy(Kryo kryo, M original) {
      Map map = sorted ? new TreeMap(((SortedMap) original).comparator()) : new LinkedHashMap();
      for (Map.Entry<Object, Object> entry : ((Map<Object, Object>) original).entrySet()) {
        map.put(kryo.copy(entry.getKey()), kryo.copy(entry.getValue()));
      }
      return wrap.apply((M) map);
    }
  }
}
