package dev.offspring.processor.uses;

import dev.offspring.processor.report.UseRule;

/** What a program does with a field. */
enum Use {
    READ(UseRule.DIRECT_READ),
    WRITE(UseRule.DIRECT_WRITE),
    ADD(UseRule.DIRECT_UPDATE),
    ADD_AFTERWARDS(UseRule.DIRECT_UPDATE),
    UPDATE(UseRule.DIRECT_UPDATE);

    private final UseRule rule;

    Use(UseRule rule) {
        this.rule = rule;
    }

    /** The rule that it breaks, if the field is shared. */
    UseRule rule() {
        return rule;
    }
}
