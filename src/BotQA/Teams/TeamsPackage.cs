using System.IO.Compression;
using System.Text.Json;
using BotQA.Json;

namespace BotQA.Teams;

/// <summary>Writes the zip that installs the bot in Teams.</summary>
internal static class TeamsPackage
{
    /// <summary>The manifest's file name.</summary>
    public const string Manifest = "manifest.json";

    /// <summary>The file name of the icon in colour, 192 by 192.</summary>
    public const string ColorIcon = "color.png";

    /// <summary>The file name of the white icon, 32 by 32.</summary>
    public const string OutlineIcon = "outline.png";

    // The same input gives the same bytes.
    private static readonly DateTimeOffset Written = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the package; the stream stays open.</summary>
    public static async Task WriteAsync(Stream destination, TeamsPackageOptions options, CancellationToken cancellationToken = default)
    {
        await using var zip = new ZipArchive(destination, ZipArchiveMode.Create, leaveOpen: true);
        var manifest = TeamsManifest.Create(options, Version());
        await AddAsync(zip, Manifest, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, BotQAJson.Indented)), cancellationToken);
        await AddAsync(zip, ColorIcon, Icon(ColorIcon), cancellationToken);
        await AddAsync(zip, OutlineIcon, Icon(OutlineIcon), cancellationToken);
    }

    // A manifest takes three numbers, without what follows them in an assembly's version.
    private static string Version() => typeof(TeamsPackage).Assembly.GetName().Version?.ToString(3) ?? "0.0.1";

    private static Stream Icon(string name) =>
        typeof(TeamsPackage).Assembly.GetManifestResourceStream(typeof(TeamsPackage), $"Icons.{name}")
        ?? throw new InvalidOperationException($"The icon {name} is missing from the program.");

    private static async Task AddAsync(ZipArchive zip, string name, Stream content, CancellationToken cancellationToken)
    {
        await using var source = content;
        var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = Written;
        await using var target = await entry.OpenAsync(cancellationToken);
        await source.CopyToAsync(target, cancellationToken);
    }
}
