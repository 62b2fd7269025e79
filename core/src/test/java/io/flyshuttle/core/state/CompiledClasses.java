// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** One version of a user's classes, compiled from source: as the jar of one release of a job. */
public final class CompiledClasses extends ClassLoader {
  private final Map<String, ByteArrayOutputStream> compiled = new HashMap<>();

  private CompiledClasses() {
    super(CompiledClasses.class.getClassLoader());
  }

  /** Compiles a public class of the unnamed package. */
  public static CompiledClasses of(String className, String source) {
    CompiledClasses classes = new CompiledClasses();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileManager files = classes.outputOf(compiler.getStandardFileManager(null, null, null));
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + className + ".java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    if (!compiler.getTask(null, files, null, null, null, List.of(file)).call()) {
      throw new IllegalArgumentException("does not compile: " + source);
    }
    return classes;
  }

  private JavaFileManager outputOf(JavaFileManager standard) {
    return new ForwardingJavaFileManager<>(standard) {
      @Override
      public JavaFileObject getJavaFileForOutput(
          Location location,
          String className,
          JavaFileObject.Kind kind,
          javax.tools.FileObject sibling) {
        return new SimpleJavaFileObject(
            URI.create("mem:///" + className), JavaFileObject.Kind.CLASS) {
          @Override
          public OutputStream openOutputStream() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            compiled.put(className, out);
            return out;
          }
        };
      }
    };
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ByteArrayOutputStream code = compiled.get(name);
    if (code == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, code.toByteArray(), 0, code.size());
  }

  /** A class of this version. */
  @SuppressWarnings("unchecked")
  public Class<Object> type(String name) {
    try {
      return (Class<Object>) loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sets a public field. */
  public static Object set(Object target, String field, Object value) throws IOException {
    try {
      target.getClass().getField(field).set(target, value);
      return target;
    } catch (ReflectiveOperationException e) {
      throw new IOException(e);
    }
  }
}
