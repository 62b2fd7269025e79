// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state.heap;

import io.flyshuttle.core.type.TypeSerializer;

/**
 * How the entries of a state with keys, namespaces and values of fixed size become words.
 *
 * @param namespaces null if the state has none
 */
record WordForm(WordCodec keys, WordCodec namespaces, WordCodec values) {

  /** The form of entries with these serializers, null if any has no fixed size. */
  static WordForm of(
      TypeSerializer<?> keys, TypeSerializer<?> namespaces, TypeSerializer<?> values) {
    WordCodec keyCodec = WordCodec.of(keys);
    WordCodec namespaceCodec = namespaces == null ? null : WordCodec.of(namespaces);
    WordCodec valueCodec = WordCodec.of(values);
    boolean fits =
        keyCodec != null
            && valueCodec != null
            && (namespaces == null || (namespaceCodec != null && namespaces.isImmutableType()));
    return fits ? new WordForm(keyCodec, namespaceCodec, valueCodec) : null;
  }

  /** Number of words of key and namespace. */
  int identityWords() {
    return keys.words() + (namespaces == null ? 0 : namespaces.words());
  }

  /** Whether the same words mean the same in both forms. */
  boolean isSame(WordForm other) {
    return other != null
        && keys.isSame(other.keys)
        && values.isSame(other.values)
        && (namespaces == null ? other.namespaces == null : namespaces.isSame(other.namespaces));
  }
}
