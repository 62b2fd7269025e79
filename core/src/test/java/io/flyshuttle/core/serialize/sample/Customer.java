// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.sample;

import java.util.Date;
import java.util.List;
import java.util.Objects;

/** A POJO with fields of many kinds, public and private. */
public class Customer {
  public String name;
  public int number;
  public Integer rating;
  public long[] orders;
  public Date since;
  public List<String> tags;
  public Address address;
  private double balance;
  private boolean active;

  /** A POJO within the POJO. */
  public static class Address {
    public String street;
    public short zip;

    @Override
    public boolean equals(Object o) {
      return o instanceof Address a && Objects.equals(street, a.street) && zip == a.zip;
    }

    @Override
    public int hashCode() {
      return Objects.hash(street, zip);
    }
  }

  public static Customer sample() {
    Customer customer = new Customer();
    customer.name = "Ada";
    customer.number = 7;
    customer.rating = 5;
    customer.orders = new long[] {1, 2, 3};
    customer.since = new Date(1_000);
    customer.tags = List.of("a", "b");
    customer.address = new Address();
    customer.address.street = "Main";
    customer.address.zip = 99;
    customer.balance = 12.5;
    customer.active = true;
    return customer;
  }

  public double getBalance() {
    return balance;
  }

  public void setBalance(double balance) {
    this.balance = balance;
  }

  public boolean isActive() {
    return active;
  }

  public void setActive(boolean active) {
    this.active = active;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Customer c
        && Objects.equals(name, c.name)
        && number == c.number
        && Objects.equals(rating, c.rating)
        && java.util.Arrays.equals(orders, c.orders)
        && Objects.equals(since, c.since)
        && Objects.equals(tags, c.tags)
        && Objects.equals(address, c.address)
        && balance == c.balance
        && active == c.active;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, number);
  }
}
