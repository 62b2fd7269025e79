// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.schema;

import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.BasicTypeInfo;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A message is a string. */
public class SimpleStringSchema
    implements DeserializationSchema<String>, SerializationSchema<String> {
  private static final long serialVersionUID = 1L;

  private transient Charset charset;

  /** In UTF-8. */
  public SimpleStringSchema() {
    this(StandardCharsets.UTF_8);
  }

  public SimpleStringSchema(Charset charset) {
    this.charset = charset;
  }

  public Charset getCharset() {
    return charset;
  }

  @Override
  public String deserialize(byte[] message) {
    return new String(message, charset);
  }

  @Override
  public boolean isEndOfStream(String nextElement) {
    return false;
  }

  @Override
  public byte[] serialize(String element) {
    return element.getBytes(charset);
  }

  @Override
  public TypeInformation<String> getProducedType() {
    return BasicTypeInfo.STRING_TYPE_INFO;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    out.writeUTF(charset.name());
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    charset = Charset.forName(in.readUTF());
  }
}
