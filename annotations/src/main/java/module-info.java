/** What a user of Offspring writes into his own code; nothing else is in here, and nothing else is needed to compile it. */
module dev.offspring.annotations {
    exports dev.offspring.annotation;

    requires static org.jspecify;
}
