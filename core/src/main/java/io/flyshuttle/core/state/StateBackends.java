// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.state;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds stores of keyed state by the value of the option {@code state.backend}. */
public final class StateBackends {
  private static final Map<String, StateBackendProvider> PROVIDERS = load();

  private StateBackends() {}

  private static Map<String, StateBackendProvider> load() {
    Map<String, StateBackendProvider> providers = new TreeMap<>();
    for (StateBackendProvider provider :
        ServiceLoader.load(StateBackendProvider.class, StateBackends.class.getClassLoader())) {
      provider.names().forEach(name -> providers.put(name, provider));
    }
    return providers;
  }

  /**
   * The store of a name.
   *
   * @throws FlyshuttleException with {@link ErrorCode#INVALID_OPTION} if there is none, naming
   *     those that are there
   */
  public static StateBackendProvider named(String name) {
    StateBackendProvider provider = PROVIDERS.get(name.toLowerCase(Locale.ROOT));
    if (provider == null) {
      throw new FlyshuttleException(
          ErrorCode.INVALID_OPTION,
          "There is no state backend \""
              + name
              + "\" here: state.backend can be "
              + String.join(", ", PROVIDERS.keySet())
              + (name.equalsIgnoreCase("rocksdb")
                  ? "; rocksdb needs its jar: move it from opt/ to lib/ of the distribution"
                  : ""));
    }
    return provider;
  }
}
