package dev.offspring.tests.travel;

import dev.offspring.annotation.ProcessMessage;
import java.util.Objects;

/** No record: private fields, and a constructor that matches them. */
@ProcessMessage
final class Account {
    private final String owner;
    private final long balance;

    Account(String owner, long balance) {
        this.owner = owner;
        this.balance = balance;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Account account && account.owner.equals(owner) && account.balance == balance;
    }

    @Override
    public int hashCode() {
        return Objects.hash(owner, balance);
    }

    @Override
    public String toString() {
        return owner + ": " + balance;
    }
}
