package dev.offspring.processor.model;

import java.util.List;
import java.util.NavigableMap;

/**
 * A class with targets, and everything that each of them can exchange.
 *
 * @param messages for each target, in their order: the types by name
 */
public record ExchangeModel(OwnerModel owner, List<NavigableMap<String, MessageModel>> messages) {
    public ExchangeModel {
        messages = List.copyOf(messages);
    }
}
