package dev.offspring.processor;

import com.palantir.javapoet.ClassName;
import dev.offspring.processor.generate.MainGenerator;
import dev.offspring.processor.generate.SerializerGenerator;
import dev.offspring.processor.generate.StubGenerator;
import dev.offspring.processor.generate.TargetsGenerator;
import dev.offspring.processor.model.DeclaredModel;
import dev.offspring.processor.model.ExchangeModel;
import dev.offspring.processor.model.GeneratedName;
import dev.offspring.processor.model.MessageModel;
import dev.offspring.processor.model.OwnerModel;
import dev.offspring.processor.model.RegistryModel;
import dev.offspring.processor.model.StubModel;
import dev.offspring.processor.model.TargetModel;
import dev.offspring.processor.model.Travel;
import dev.offspring.processor.report.Location;
import dev.offspring.processor.report.Problem;
import dev.offspring.processor.report.TravelRule;
import dev.offspring.processor.scan.DeclaredReader;
import dev.offspring.processor.scan.MessageReader;
import dev.offspring.processor.scan.OwnerReader;
import dev.offspring.processor.scan.Scan;
import dev.offspring.processor.scan.TypeReader;
import dev.offspring.processor.scan.Unresolved;
import dev.offspring.processor.validate.NameValidator;
import dev.offspring.processor.validate.TargetValidator;
import dev.offspring.processor.validate.TravelValidator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One round: read what waits, check it, write what is right. */
final class TargetRound {
    private final RoundContext context;
    private final Progress progress;
    private final Scan scan;
    private final OwnerReader owners;
    private final MessageReader messages;
    private final DeclaredReader declarations;
    private final List<Unresolved> waiting = new ArrayList<>();

    TargetRound(RoundContext context, Progress progress) {
        this.context = context;
        this.progress = progress;
        this.scan = new Scan(context.environment());
        TypeReader types = new TypeReader(scan);
        this.owners = new OwnerReader(scan, types);
        this.messages = new MessageReader(scan, types);
        this.declarations = new DeclaredReader(scan, types);
    }

    void run() {
        nameRegistry();
        NavigableMap<String, MessageModel> sound = new TreeMap<>(readDeclared());
        List<ExchangeModel> exchanges = new ArrayList<>();
        for (String name : List.copyOf(progress.owners)) {
            ExchangeModel exchange = readOwner(name);
            if (exchange != null
                    && isSound(TravelValidator.problems(exchange), TargetValidator.problems(exchange.owner()))) {
                exchanges.add(exchange);
            }
        }
        exchanges.forEach(exchange -> exchange.messages().forEach(sound::putAll));
        NavigableMap<String, Travel.Channel> stubs = stubs(exchanges);
        Set<Location> clashes = findClashes(exchanges, sound.values(), stubs.values());
        context.report().addAll(NameValidator.typeIds(all(sound)));
        for (ExchangeModel exchange : exchanges) {
            if (names(exchange).stream().noneMatch(name -> clashes.contains(name.location()))) {
                write(exchange);
            }
        }
        sound.values().removeIf(message -> clashes.contains(message.location()));
        write(sound);
        stubs.values()
                .removeIf(
                        channel -> clashes.contains(channel.stub().orElseThrow().location()));
        stubs.forEach(this::write);
        writeRegistry();
    }

    /** The last round: no more classes. */
    void finish() {
        List.copyOf(progress.owners).forEach(this::readOwner);
        readDeclared();
        for (Unresolved missing : waiting) {
            if (!missing.isSeenByCompiler()) {
                Location at = missing.location();
                context.report().add(at, TravelRule.UNKNOWN_CLASS, at.element().toString(), missing.type());
            }
        }
        Registries.writeServices(context, progress.registries);
    }

    /** The first class by name; one of the unnamed package only if there is no other, because nobody else could name it. */
    private void nameRegistry() {
        if (progress.registryOwner == null) {
            Stream.concat(progress.owners.stream(), progress.declaring.stream())
                    .min(Comparator.comparing((String name) -> !name.contains("."))
                            .thenComparing(name -> name))
                    .ifPresent(first -> progress.registryOwner = ClassName.get(scan.type(first)));
        }
    }

    /** Reads all declared messages that can be read now; gives back what they register. */
    private Map<String, MessageModel> readDeclared() {
        NavigableMap<String, MessageModel> sound = new TreeMap<>();
        List<DeclaredModel> read = new ArrayList<>();
        for (String name : List.copyOf(progress.declaring)) {
            try {
                read.addAll(declarations.read(name));
            } catch (Unresolved e) {
                waiting.add(e);
            }
        }
        boolean distinct = isSound(TravelValidator.duplicates(read), List.of());
        for (DeclaredModel declared : read) {
            try {
                NavigableMap<String, MessageModel> found = messages.closure(List.of(declared.travel()));
                progress.declaring.remove(declared.annotated().canonicalName());
                if (isSound(TravelValidator.problems(declared, found), List.of()) && distinct) {
                    sound.putAll(found);
                }
            } catch (Unresolved e) {
                waiting.add(e);
            }
        }
        return sound;
    }

    /** A class with targets; null if it must wait. */
    private @Nullable ExchangeModel readOwner(String name) {
        try {
            OwnerModel owner = owners.read(name);
            List<NavigableMap<String, MessageModel>> exchanged = new ArrayList<>();
            for (TargetModel target : owner.targets()) {
                exchanged.add(messages.closure(travels(target)));
            }
            progress.owners.remove(name);
            return new ExchangeModel(owner, exchanged);
        } catch (Unresolved e) {
            waiting.add(e);
            return null;
        }
    }

    private static List<Travel> travels(TargetModel target) {
        List<Travel> travels = new ArrayList<>();
        target.parameters().forEach(parameter -> travels.add(parameter.travel()));
        Optional.ofNullable(target.result()).ifPresent(travels::add);
        return travels;
    }

    private boolean isSound(List<Problem> some, List<Problem> more) {
        context.report().addAll(some);
        context.report().addAll(more);
        return some.isEmpty() && more.isEmpty();
    }

    /** Where names collide. */
    private Set<Location> findClashes(
            List<ExchangeModel> exchanges, Collection<MessageModel> found, Collection<Travel.Channel> stubs) {
        List<GeneratedName> names = new ArrayList<>();
        exchanges.forEach(exchange -> names.addAll(names(exchange)));
        for (MessageModel message : found) {
            if (message instanceof MessageModel.Composite composite && isToWrite(composite)) {
                names.add(name(composite.serializer(), composite.type().canonicalName(), composite.location()));
            }
        }
        for (Travel.Channel channel : stubs) {
            StubModel stub = channel.stub().orElseThrow();
            names.add(name(stub.name(), channel.type().toString(), stub.location()));
        }
        List<Problem> problems = NameValidator.problems(names, progress.classes);
        context.report().addAll(problems);
        return problems.stream().map(Problem::location).collect(Collectors.toSet());
    }

    private List<GeneratedName> names(ExchangeModel exchange) {
        OwnerModel owner = exchange.owner();
        String source = owner.type().canonicalName();
        List<GeneratedName> names = new ArrayList<>();
        names.add(name(owner.targetsClass(), source, owner.location()));
        for (TargetModel target : owner.targets()) {
            names.add(name(owner.mainClass(target), source + "." + target.name(), target.nameLocation()));
        }
        return names;
    }

    private GeneratedName name(ClassName name, String source, Location at) {
        return new GeneratedName(
                name, source, at, scan.isTaken(name) || progress.classes.contains(name.canonicalName()));
    }

    private boolean isToWrite(MessageModel.Composite composite) {
        return !composite.exists()
                && !progress.serializers.contains(composite.serializer().canonicalName());
    }

    private Collection<MessageModel> all(Map<String, MessageModel> sound) {
        NavigableMap<String, MessageModel> all = new TreeMap<>(progress.registered);
        all.putAll(sound);
        return all.values();
    }

    private void write(ExchangeModel exchange) {
        OwnerModel owner = exchange.owner();
        context.write(TargetsGenerator.generate(owner));
        for (int i = 0; i < owner.targets().size(); i++) {
            TargetModel target = owner.targets().get(i);
            Collection<MessageModel> found = exchange.messages().get(i).values();
            boolean needsTypes = !found.isEmpty() || travels(target).stream().anyMatch(TargetRound::isOpen);
            progress.registryNeeded |= needsTypes;
            Optional<ClassName> registry = needsTypes ? Optional.of(registryName()) : Optional.empty();
            context.write(MainGenerator.generate(owner, target, found, registry));
        }
    }

    /** The channels for whose elements factories are to be written, by the name of those. */
    private NavigableMap<String, Travel.Channel> stubs(List<ExchangeModel> exchanges) {
        NavigableMap<String, Travel.Channel> found = new TreeMap<>();
        for (ExchangeModel exchange : exchanges) {
            Deque<Travel> open = new ArrayDeque<>();
            exchange.owner().targets().forEach(target -> open.addAll(travels(target)));
            exchange.messages()
                    .forEach(messages -> messages.values()
                            .forEach(message -> message.fields().forEach(field -> open.add(field.travel()))));
            while (!open.isEmpty()) {
                Travel travel = open.remove();
                open.addAll(travel.parts());
                if (travel instanceof Travel.Channel channel && channel.stub().isPresent()) {
                    found.put(channel.stub().get().name().canonicalName(), channel);
                }
            }
        }
        found.keySet().removeAll(progress.stubs);
        return found;
    }

    private void write(String name, Travel.Channel channel) {
        progress.stubs.add(name);
        progress.registryNeeded = true;
        context.write(StubGenerator.generate(channel.stub().orElseThrow(), channel.element(), registryName()));
    }

    private static boolean isOpen(Travel travel) {
        return travel instanceof Travel.Open || travel.parts().stream().anyMatch(TargetRound::isOpen);
    }

    private void write(NavigableMap<String, MessageModel> sound) {
        for (MessageModel message : sound.values()) {
            if (message instanceof MessageModel.Composite composite && isToWrite(composite)) {
                progress.serializers.add(composite.serializer().canonicalName());
                context.write(SerializerGenerator.generate(composite));
            }
        }
        progress.registered.putAll(sound);
    }

    private ClassName registryName() {
        return RegistryModel.nameFor(Optional.ofNullable(progress.registryOwner).orElseThrow());
    }

    /** The registry is written when nothing waits any more, so that it has everything. */
    private void writeRegistry() {
        if (!progress.owners.isEmpty() || !progress.declaring.isEmpty()) {
            return;
        }
        ClassName owner = progress.registryOwner;
        if (owner != null && (progress.registryNeeded || !progress.registered.isEmpty())) {
            Location origin = Location.of(scan.type(owner.canonicalName()));
            Registries.write(context, owner, origin, progress);
        }
        progress.registryOwner = null;
        progress.registryNeeded = false;
    }
}
