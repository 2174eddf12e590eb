using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>A fact about an activity. Its shape depends on <see cref="Type"/>; typed views read it and write it.</summary>
public sealed record Entity
{
    /// <summary>The kind of entity, such as <c>mention</c> or <c>streaminfo</c>; see <see cref="EntityTypes"/>.</summary>
    public string? Type { get; set; }

    /// <summary>The fields of this kind of entity.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>Turns a typed view into an entity.</summary>
    /// <param name="value">The view; it must be written as a JSON object.</param>
    /// <param name="typeInfo">How the view is written.</param>
    /// <exception cref="JsonException">The view isn't written as a JSON object.</exception>
    public static Entity From<T>(T value, JsonTypeInfo<T> typeInfo)
    {
        var element = JsonSerializer.SerializeToElement(value, typeInfo);
        return element.Deserialize(ActivityJsonContext.Relaxed.Entity) ?? throw new JsonException("An entity has to be a JSON object.");
    }

    /// <summary>Reads the entity as a typed view.</summary>
    /// <param name="typeInfo">How the view is read.</param>
    /// <returns>The view, or null when the entity doesn't have its shape.</returns>
    public T? As<T>(JsonTypeInfo<T> typeInfo)
        where T : class
    {
        try
        {
            return JsonSerializer.SerializeToElement(this, ActivityJsonContext.Relaxed.Entity).Deserialize(typeInfo);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
