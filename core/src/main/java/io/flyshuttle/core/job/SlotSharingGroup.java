// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import io.flyshuttle.core.option.MemorySize;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A group of operators that may share slots with each other, and with no others. What it says of
 * resources is a description: all slots of a session are alike, so it changes no slot. One name has
 * one description in a program. Immutable.
 */
public class SlotSharingGroup implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final Double cpuCores;
  private final MemorySize taskHeapMemory;
  private final MemorySize taskOffHeapMemory;
  private final MemorySize managedMemory;
  private final Map<String, Double> externalResources;

  private SlotSharingGroup(Builder builder) {
    this.name = builder.name;
    this.cpuCores = builder.cpuCores;
    this.taskHeapMemory = builder.taskHeapMemory;
    this.taskOffHeapMemory = builder.taskOffHeapMemory;
    this.managedMemory = builder.managedMemory;
    this.externalResources = Map.copyOf(builder.externalResources);
  }

  /** Begins a group of that name. */
  public static Builder newBuilder(String name) {
    return new Builder(name);
  }

  public String getName() {
    return name;
  }

  public Optional<Double> getCpuCores() {
    return Optional.ofNullable(cpuCores);
  }

  public Optional<MemorySize> getTaskHeapMemory() {
    return Optional.ofNullable(taskHeapMemory);
  }

  public Optional<MemorySize> getTaskOffHeapMemory() {
    return Optional.ofNullable(taskOffHeapMemory);
  }

  public Optional<MemorySize> getManagedMemory() {
    return Optional.ofNullable(managedMemory);
  }

  public Map<String, Double> getExternalResources() {
    return externalResources;
  }

  /** Whether anything but the name is said. */
  public boolean describesResources() {
    return cpuCores != null
        || taskHeapMemory != null
        || taskOffHeapMemory != null
        || managedMemory != null
        || !externalResources.isEmpty();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SlotSharingGroup other
        && name.equals(other.name)
        && Objects.equals(cpuCores, other.cpuCores)
        && Objects.equals(taskHeapMemory, other.taskHeapMemory)
        && Objects.equals(taskOffHeapMemory, other.taskOffHeapMemory)
        && Objects.equals(managedMemory, other.managedMemory)
        && externalResources.equals(other.externalResources);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        name, cpuCores, taskHeapMemory, taskOffHeapMemory, managedMemory, externalResources);
  }

  @Override
  public String toString() {
    return "slot sharing group " + name;
  }

  /** Collects what a group says of itself. */
  public static class Builder {
    private final String name;
    private final Map<String, Double> externalResources = new LinkedHashMap<>();
    private Double cpuCores;
    private MemorySize taskHeapMemory;
    private MemorySize taskOffHeapMemory;
    private MemorySize managedMemory;

    private Builder(String name) {
      this.name = Objects.requireNonNull(name, "a slot sharing group needs a name");
    }

    public Builder setCpuCores(double newCpuCores) {
      requirePositive(newCpuCores, "number of CPU cores");
      this.cpuCores = newCpuCores;
      return this;
    }

    public Builder setTaskHeapMemory(MemorySize newTaskHeapMemory) {
      requirePositive(newTaskHeapMemory.getBytes(), "heap memory");
      this.taskHeapMemory = newTaskHeapMemory;
      return this;
    }

    public Builder setTaskHeapMemoryMB(int taskHeapMemoryMB) {
      return setTaskHeapMemory(MemorySize.ofMebiBytes(taskHeapMemoryMB));
    }

    public Builder setTaskOffHeapMemory(MemorySize newTaskOffHeapMemory) {
      this.taskOffHeapMemory = newTaskOffHeapMemory;
      return this;
    }

    public Builder setTaskOffHeapMemoryMB(int taskOffHeapMemoryMB) {
      return setTaskOffHeapMemory(MemorySize.ofMebiBytes(taskOffHeapMemoryMB));
    }

    public Builder setManagedMemory(MemorySize newManagedMemory) {
      this.managedMemory = newManagedMemory;
      return this;
    }

    public Builder setManagedMemoryMB(int managedMemoryMB) {
      return setManagedMemory(MemorySize.ofMebiBytes(managedMemoryMB));
    }

    public Builder setExternalResource(String resourceName, double value) {
      requirePositive(value, "amount of " + resourceName);
      externalResources.put(resourceName, value);
      return this;
    }

    private void requirePositive(double value, String what) {
      if (!(value > 0)) {
        throw new IllegalArgumentException(
            "the " + what + " of the slot sharing group " + name + " must be more than 0");
      }
    }

    /**
     * The group.
     *
     * @throws IllegalArgumentException if it names other resources, but not CPU cores and heap
     *     memory
     */
    public SlotSharingGroup build() {
      SlotSharingGroup group = new SlotSharingGroup(this);
      if (group.describesResources() && (cpuCores == null || taskHeapMemory == null)) {
        throw new IllegalArgumentException(
            "the slot sharing group "
                + name
                + " describes resources: say both its CPU cores and its heap memory");
      }
      return group;
    }
  }
}
