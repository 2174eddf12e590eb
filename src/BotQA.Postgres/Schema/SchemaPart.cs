using System.Globalization;
using System.Reflection;

namespace BotQA.Postgres.Schema;

/// <summary>
/// Tables that have a version of their own. A script that was released is never changed; a change of the tables is a new script with the
/// next number, in the folder of the part (<c>0002_what_it_does.sql</c>).
/// </summary>
/// <param name="Name">The name by which the database remembers its version.</param>
/// <param name="Scripts">Its scripts, one for each version from 1.</param>
internal sealed record SchemaPart(string Name, IReadOnlyList<SchemaScript> Scripts)
{
    /// <summary>What hosts share besides the knowledge base.</summary>
    public static SchemaPart State { get; } = OfResources("state");

    /// <summary>The knowledge base, apart from its vectors.</summary>
    public static SchemaPart Knowledge { get; } = OfResources("knowledge");

    /// <summary>What vectors need: pgvector.</summary>
    public static SchemaPart Vectors { get; } = OfResources("vectors");

    private static SchemaPart OfResources(string name)
    {
        var prefix = $"schema/{name}/";
        var assembly = Assembly.GetExecutingAssembly();
        var scripts = assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(prefix, StringComparison.Ordinal))
            .Select(resource => Read(assembly, resource, resource[prefix.Length..]))
            .OrderBy(script => script.Version)
            .ToList();
        return scripts.Index().All(script => script.Item.Version == script.Index + 1)
            ? new SchemaPart(name, scripts)
            : throw new InvalidOperationException($"The scripts of '{name}' aren't numbered from 1 without a gap.");
    }

    private static SchemaScript Read(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new SchemaScript(int.Parse(file[..file.IndexOf('_', StringComparison.Ordinal)], CultureInfo.InvariantCulture), file, reader.ReadToEnd());
    }
}
