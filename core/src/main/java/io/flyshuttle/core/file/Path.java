// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.file;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Names a file or directory: {@code scheme://authority/path}, where scheme and authority may be
 * missing. Separators are slashes on every system; repeated and trailing ones are dropped.
 * Immutable but for {@link #read}.
 */
public class Path implements Comparable<Path>, Serializable {
  private static final long serialVersionUID = 1L;

  /** Separates directories. */
  public static final String SEPARATOR = "/";

  /** Separates directories. */
  public static final char SEPARATOR_CHAR = '/';

  /** The current directory. */
  public static final String CUR_DIR = ".";

  private static final Pattern REPEATED_SLASHES = Pattern.compile("/{2,}");
  private static final Pattern WINDOWS_DRIVE = Pattern.compile("^/?[a-zA-Z]:.*");

  private URI uri;

  /** A path to be filled by {@link #read}. */
  public Path() {}

  /** The path that {@code uri} names. */
  public Path(URI uri) {
    this.uri = uri;
  }

  /** Parses {@code pathString}; nothing in it is escaped. */
  public Path(String pathString) {
    String text = requireText(pathString);
    if (isWindowsDrive(text)) {
      uri = uriOf(null, null, text);
      return;
    }
    String scheme = null;
    String authority = null;
    int start = 0;
    int colon = text.indexOf(':');
    int slash = text.indexOf(SEPARATOR_CHAR);
    if (colon > 0 && (slash < 0 || colon < slash)) {
      scheme = text.substring(0, colon);
      start = colon + 1;
    }
    if (text.startsWith("//", start) && text.length() > start + 2) {
      int end = text.indexOf(SEPARATOR_CHAR, start + 2);
      end = end < 0 ? text.length() : end;
      authority = text.substring(start + 2, end);
      start = end;
    }
    uri = uriOf(scheme, authority, text.substring(start));
  }

  /** A path from its parts; scheme and authority may be null. */
  public Path(String scheme, String authority, String path) {
    uri = uriOf(scheme, authority, requireText(path));
  }

  /** {@code child} as seen from {@code parent}. */
  public Path(String parent, String child) {
    this(new Path(parent), new Path(child));
  }

  /** {@code child} as seen from {@code parent}. */
  public Path(Path parent, String child) {
    this(parent, new Path(child));
  }

  /** {@code child} as seen from {@code parent}. */
  public Path(String parent, Path child) {
    this(new Path(parent), child);
  }

  /** {@code child} as seen from {@code parent}. */
  public Path(Path parent, Path child) {
    String directory = parent.uri.getPath();
    URI base =
        directory.equals(SEPARATOR) || directory.isEmpty()
            ? parent.uri
            : rawUri(parent.uri.getScheme(), parent.uri.getAuthority(), directory + SEPARATOR);
    URI resolved = base.resolve(child.uri);
    uri = uriOf(resolved.getScheme(), resolved.getAuthority(), resolved.getPath());
  }

  /** The path of a local file, with scheme. */
  public static Path fromLocalFile(File file) {
    return new Path(file.toURI());
  }

  private static String requireText(String text) {
    if (text == null) {
      throw new IllegalArgumentException("a path cannot be made from null");
    }
    String trimmed = text.trim();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException("a path cannot be made from an empty string");
    }
    return trimmed;
  }

  private static URI uriOf(String scheme, String authority, String path) {
    return rawUri(scheme, authority, normalize(path)).normalize();
  }

  private static URI rawUri(String scheme, String authority, String path) {
    try {
      // The constructor with parts escapes what must be; a first segment with a colon would be
      // taken for a scheme.
      boolean ambiguous =
          scheme == null && authority == null && !path.startsWith("/") && path.indexOf(':') >= 0;
      return new URI(scheme, authority, ambiguous ? "./" + path : path, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a path: " + path + " (" + e.getReason() + ")", e);
    }
  }

  private static String normalize(String path) {
    String result = REPEATED_SLASHES.matcher(path.trim().replace('\\', '/')).replaceAll("/");
    boolean isRoot = result.equals(SEPARATOR) || result.matches("/?[a-zA-Z]:/");
    if (result.endsWith(SEPARATOR) && !isRoot) {
      result = result.substring(0, result.length() - 1);
    }
    return isWindowsDrive(result) && !result.startsWith(SEPARATOR) ? SEPARATOR + result : result;
  }

  private static boolean isWindowsDrive(String text) {
    return File.separatorChar == '\\' && WINDOWS_DRIVE.matcher(text).matches();
  }

  /** This path as a URI, with everything escaped that must be. */
  public URI toUri() {
    return uri;
  }

  /** The file system that holds it. */
  public FileSystem getFileSystem() throws IOException {
    return FileSystem.get(uri);
  }

  /** Whether the path starts at the root. */
  public boolean isAbsolute() {
    return uri.getPath().startsWith(SEPARATOR);
  }

  /** Whether it names a drive, as paths on Windows do. */
  public boolean hasWindowsDrive() {
    return isWindowsDrive(uri.getPath());
  }

  /** The part after the last slash; empty for the root. */
  public String getName() {
    String path = uri.getPath();
    return path.substring(path.lastIndexOf(SEPARATOR_CHAR) + 1);
  }

  /** The path without scheme and authority. */
  public String getPath() {
    return uri.getPath();
  }

  /** The directory it is in; null for the root, the current directory for a bare name. */
  public Path getParent() {
    String path = uri.getPath();
    int slash = path.lastIndexOf(SEPARATOR_CHAR);
    if (path.isEmpty() || path.equals(SEPARATOR)) {
      return null;
    }
    String parent = slash < 0 ? "" : slash == 0 ? SEPARATOR : path.substring(0, slash);
    return new Path(uriOf(uri.getScheme(), uri.getAuthority(), parent));
  }

  /** This path with {@code suffix} added to its name. */
  public Path suffix(String suffix) {
    return new Path(getParent(), getName() + suffix);
  }

  /** How many names it is below the root; 0 for the root. */
  public int depth() {
    String path = uri.getPath();
    if (path.isEmpty() || path.equals(SEPARATOR)) {
      return 0;
    }
    return (int) path.chars().filter(c -> c == SEPARATOR_CHAR).count();
  }

  /**
   * This path made absolute, with the scheme and authority of {@code fileSystem} if it has none.
   */
  public Path makeQualified(FileSystem fileSystem) {
    Path absolute = isAbsolute() ? this : new Path(fileSystem.getWorkingDirectory(), this);
    URI own = absolute.uri;
    URI other = fileSystem.getUri();
    String scheme = own.getScheme() != null ? own.getScheme() : other.getScheme();
    boolean sameScheme = own.getScheme() == null || own.getScheme().equals(other.getScheme());
    String authority = own.getAuthority();
    if (authority == null && sameScheme) {
      authority = other.getAuthority();
    }
    return new Path(uriOf(scheme, authority, own.getPath()));
  }

  /** Fills this path from {@code in}, as {@link #write} wrote it. */
  public void read(DataInputView in) throws IOException {
    uri = in.readBoolean() ? URI.create(in.readUTF()) : null;
  }

  /** Writes this path. */
  public void write(DataOutputView out) throws IOException {
    out.writeBoolean(uri != null);
    if (uri != null) {
      out.writeUTF(uri.toString());
    }
  }

  /** Reads a path that {@link #serializeToDataOutputView} wrote; may be null. */
  public static Path deserializeFromDataInputView(DataInputView in) throws IOException {
    Path path = new Path();
    path.read(in);
    return path.uri == null ? null : path;
  }

  /** Writes {@code path}, which may be null. */
  public static void serializeToDataOutputView(Path path, DataOutputView out) throws IOException {
    if (path == null) {
      out.writeBoolean(false);
    } else {
      path.write(out);
    }
  }

  @Override
  public int compareTo(Path other) {
    return uri.compareTo(other.uri);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Path path && uri.equals(path.uri);
  }

  @Override
  public int hashCode() {
    return uri.hashCode();
  }

  /** The path as a user would write it: nothing escaped. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (uri.getScheme() != null) {
      text.append(uri.getScheme()).append(':');
    }
    if (uri.getAuthority() != null) {
      text.append("//").append(uri.getAuthority());
    }
    String path = uri.getPath();
    return text.append(path == null ? uri.getSchemeSpecificPart() : path).toString();
  }
}
