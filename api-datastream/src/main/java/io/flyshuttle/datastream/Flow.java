// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.plan.Ship;
import io.flyshuttle.core.type.TypeInformation;

/**
 * Records on their way: which transformation emits them, by which output, and how they get to
 * whoever reads them. A {@link DataStream} is one flow, or several after a union.
 *
 * @param source the transformation that emits
 * @param sideOutput id of its side output, empty for its main output
 * @param ship how the records get to the reader
 * @param key the type of the key by which they do, for people; empty if there is none
 */
record Flow(Transformation<?> source, String sideOutput, Ship ship, String key) {

  Flow(Transformation<?> source, String sideOutput, Ship ship) {
    this(source, sideOutput, ship, "");
  }

  static Flow of(Transformation<?> source) {
    return new Flow(source, "", Ship.automatic());
  }

  Flow by(Ship newShip) {
    return new Flow(source, sideOutput, newShip);
  }

  Flow byKey(Ship newShip, TypeInformation<?> keyType) {
    return new Flow(source, sideOutput, newShip, keyType.toString());
  }
}
