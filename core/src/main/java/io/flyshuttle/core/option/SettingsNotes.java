// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What whoever runs a program should know of its settings: those that other engines have and this
 * one has not, and those that belong to a session that was started with others.
 */
public final class SettingsNotes {
  private SettingsNotes() {}

  /**
   * Notes on what a program set.
   *
   * @param program all settings of the program's environment
   * @param place settings of where it runs
   * @param placeOfProgram whether that place was made with the program's settings; if not, what is
   *     set there in the same way was told to whoever set it there
   * @return a line for each key, in their order
   */
  public static List<String> of(
      Configuration program, Configuration place, boolean placeOfProgram) {
    List<String> notes = new ArrayList<>();
    new TreeMap<>(program.toMap())
        .forEach(
            (key, value) -> {
              if (placeOfProgram || !value.equals(place.getString(key, null))) {
                OptionCatalog.whyWithoutEffect(key)
                    .map(why -> withoutEffect(key, why))
                    .or(
                        () ->
                            OptionCatalog.find(key)
                                .filter(o -> ofSession(o, program, place))
                                .map(option -> late(key, option, place)))
                    .ifPresent(notes::add);
              }
            });
    return notes;
  }

  /** The note on a key that does nothing. */
  public static String withoutEffect(String key, String why) {
    return key + " has no effect: " + why;
  }

  private static boolean ofSession(
      ConfigOption<?> option, Configuration program, Configuration place) {
    return OptionCatalog.isOfSession(option)
        && !String.valueOf(program.get(option)).equals(String.valueOf(place.get(option)));
  }

  private static String late(String key, ConfigOption<?> option, Configuration place) {
    Object counts = place.get(option);
    return key
        + " has no effect in a program: it belongs to the session, which runs "
        + (counts == null ? "without it" : "with " + OptionType.print(counts));
  }
}
