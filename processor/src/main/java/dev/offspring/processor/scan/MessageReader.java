package dev.offspring.processor.scan;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.offspring.annotation.Generated;
import dev.offspring.processor.model.FieldModel;
import dev.offspring.processor.model.FieldModel.Access;
import dev.offspring.processor.model.MessageModel;
import dev.offspring.processor.model.MessageModel.Construction;
import dev.offspring.processor.model.RuntimeTypes;
import dev.offspring.processor.model.Travel;
import dev.offspring.processor.report.Location;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** From the classes that travel to their models. */
public final class MessageReader {
    private final Scan scan;
    private final TypeReader types;
    private final Map<String, MessageModel> read = new HashMap<>();

    public MessageReader(Scan scan, TypeReader types) {
        this.scan = scan;
        this.types = types;
    }

    /** All classes that these values may consist of, by name. */
    public NavigableMap<String, MessageModel> closure(Collection<Travel> roots) throws Unresolved {
        NavigableMap<String, MessageModel> found = new TreeMap<>();
        Deque<Travel> open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            Travel travel = open.remove();
            open.addAll(travel.parts());
            for (String name : travel.messages()) {
                if (!found.containsKey(name)) {
                    MessageModel message = read(name);
                    found.put(name, message);
                    message.fields().forEach(field -> open.add(field.travel()));
                }
            }
        }
        return found;
    }

    private MessageModel read(String name) throws Unresolved {
        MessageModel known = read.get(name);
        if (known == null) {
            known = read(scan.type(name));
            read.put(name, known);
        }
        return known;
    }

    private MessageModel read(TypeElement type) throws Unresolved {
        ClassName name = ClassName.get(type);
        String binary = scan.elements.getBinaryName(type).toString();
        boolean isPublic = Scan.isPublic(type);
        Location at = Location.of(type);
        ClassName custom = scan.custom.get(name.canonicalName());
        if (custom != null) {
            boolean both = isPublic && Scan.isPublic(scan.type(custom.canonicalName()));
            return new MessageModel.Custom(name, binary, both, at, custom);
        }
        if (scan.isSubtype(type, RuntimeTypes.SHARED_STRUCT)) {
            return new MessageModel.Structure(name, binary, isPublic, at);
        }
        if (type.getKind() == ElementKind.ENUM) {
            return new MessageModel.Constants(name, binary, isPublic, at, constants(type));
        }
        return composite(type, name, binary, isPublic);
    }

    private MessageModel composite(TypeElement type, ClassName name, String binary, boolean isPublic)
            throws Unresolved {
        ClassName serializer = OwnReader.serializer(type);
        TypeElement existing = scan.elements.getTypeElement(serializer.canonicalName());
        boolean exists = !scan.isSource(type) && existing != null && existing.getAnnotation(Generated.class) != null;
        boolean generic = !type.getTypeParameters().isEmpty();
        Construction construction = Construction.CONSTRUCTOR;
        List<FieldModel> fields;
        Travel self = types.read(type.asType(), type);
        if (self instanceof Travel.Refused) {
            // A permitted subclass that cannot travel: its one field, "this", says so.
            fields = List.of(new FieldModel("this", name, name, name, self, Access.DIRECT));
        } else if (type.getKind() == ElementKind.RECORD) {
            fields = components(type);
        } else {
            ClassShape shape = new ClassShape(scan, type);
            construction = shape.construction();
            fields = fields(shape);
        }
        Location at = Location.of(type);
        return new MessageModel.Composite(
                name, binary, isPublic, at, serializer, construction, generic, exists, fields);
    }

    private List<FieldModel> components(TypeElement type) throws Unresolved {
        List<FieldModel> fields = new ArrayList<>();
        for (RecordComponentElement component : ElementFilter.recordComponentsIn(type.getEnclosedElements())) {
            fields.add(field(component, component.asType(), ClassName.get(type), Access.ACCESSOR));
        }
        return fields;
    }

    private List<FieldModel> fields(ClassShape shape) throws Unresolved {
        List<FieldModel> fields = new ArrayList<>();
        for (VariableElement field : shape.fields()) {
            Access access = shape.isDirect(field) ? Access.DIRECT : Access.HANDLE;
            fields.add(field(field, shape.typeOf(field), ClassShape.declaring(field), access));
        }
        return fields;
    }

    private FieldModel field(Element element, TypeMirror type, ClassName declaring, Access access) throws Unresolved {
        TypeName erased = TypeName.get(scan.types.erasure(type));
        Travel travel = types.read(type, element);
        return new FieldModel(
                element.getSimpleName().toString(), declaring, TypeName.get(type), erased, travel, access);
    }

    private static List<String> constants(TypeElement type) {
        return type.getEnclosedElements().stream()
                .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                .map(element -> element.getSimpleName().toString())
                .toList();
    }
}
