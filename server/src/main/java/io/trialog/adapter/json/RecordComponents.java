package io.trialog.adapter.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson what the components of event records already say: one without {@link Nullable} must be there. A missing
 * number read as 0 would be a wrong event instead of an error.
 */
final class RecordComponents extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        RecordComponent component = component(member);
        return component == null ? super.hasRequiredMarker(member) : Boolean.valueOf(isRequired(component));
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        RecordComponent component = component(annotated);
        return component == null
                ? super.findSetterInfo(annotated)
                : JsonSetter.Value.construct(
                        isRequired(component) ? Nulls.FAIL : Nulls.SET,
                        hasRequiredValues(component) ? Nulls.FAIL : Nulls.SET);
    }

    @Override
    public @Nullable Object findKeySerializer(Annotated annotated) {
        return Map.class.isAssignableFrom(annotated.getRawType())
                        && annotated.getType().getKeyType().hasRawClass(String.class)
                ? KeySerializer.class
                : super.findKeySerializer(annotated);
    }

    @Override
    public @Nullable Object findContentSerializer(Annotated annotated) {
        return isUntypedMap(annotated) ? PlainValueSerializer.class : super.findContentSerializer(annotated);
    }

    @Override
    public @Nullable Object findContentDeserializer(Annotated annotated) {
        return isUntypedMap(annotated) ? PlainValueDeserializer.class : super.findContentDeserializer(annotated);
    }

    private static boolean isUntypedMap(Annotated annotated) {
        return Map.class.isAssignableFrom(annotated.getRawType())
                && annotated.getType().getContentType().isJavaLangObject();
    }

    private static @Nullable RecordComponent component(Annotated annotated) {
        return annotated instanceof AnnotatedParameter parameter
                        && parameter.getDeclaringClass().isRecord()
                ? parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()]
                : null;
    }

    private static boolean isRequired(RecordComponent component) {
        return !isNullable(component.getAnnotatedType());
    }

    private static boolean hasRequiredValues(RecordComponent component) {
        return component.getAnnotatedType() instanceof AnnotatedParameterizedType parameterized
                && (Map.class.isAssignableFrom(component.getType()) || List.class.isAssignableFrom(component.getType()))
                && !isNullable(last(parameterized.getAnnotatedActualTypeArguments()));
    }

    private static AnnotatedType last(AnnotatedType[] arguments) {
        return arguments[arguments.length - 1];
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }
}
