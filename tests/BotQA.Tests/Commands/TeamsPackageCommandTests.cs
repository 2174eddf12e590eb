using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using BotQA.Commands;
using BotQA.Tests.Support;
using NJsonSchema;

namespace BotQA.Tests.Commands;

public sealed class TeamsPackageCommandTests : IDisposable
{
    private const string AppId = "5a6f1c1e-8d0b-4c9f-9f0e-2f6f0c7b1a11";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string PackagePath => Path.Combine(_folder.Path, "out", "botqa.zip");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TeamsPackage_Manifest_IsValidByThePublishedSchema()
    {
        using var package = await WriteAsync();
        var schemaPath = Path.Combine(AppContext.BaseDirectory, "TeamsManifestSchema", "MicrosoftTeams.schema.json");
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(schemaPath, Cancellation), Cancellation);

        var manifest = Text(package, "manifest.json");
        var errors = schema.Validate(manifest);

        Assert.Empty(errors.Select(error => error.ToString()));
        Assert.NotEmpty(schema.Validate(manifest.Replace(AppId, "no-guid", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task TeamsPackage_Files_AreTheThreeThatTeamsWantsAtItsRoot()
    {
        using var package = await WriteAsync();

        Assert.Equal(["manifest.json", "color.png", "outline.png"], package.Entries.Select(entry => entry.FullName));
        using var manifest = JsonDocument.Parse(Bytes(package, "manifest.json"));
        var bot = manifest.RootElement.GetProperty("bots")[0];
        Assert.Equal(AppId, bot.GetProperty("botId").GetString());
        Assert.Equal(["botqa.example.com"], manifest.RootElement.GetProperty("validDomains").EnumerateArray().Select(domain => domain.GetString()));
        Assert.Equal("What documents do you have?", bot.GetProperty("commandLists")[0].GetProperty("commands")[0].GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("color.png", 192)]
    [InlineData("outline.png", 32)]
    public async Task TeamsPackage_Icon_HasTheSizeThatTeamsWants(string name, int size)
    {
        using var package = await WriteAsync();

        var icon = Bytes(package, name);

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], icon[..4]);
        Assert.Equal((size, size), (BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(icon.AsSpan(20))));
    }

    [Fact]
    public async Task TeamsPackage_OutlineIcon_IsWhiteOnTransparent()
    {
        using var package = await WriteAsync();

        var pixels = PngPixels.Read(Bytes(package, "outline.png"));

        Assert.All(pixels, pixel => Assert.True(pixel.Alpha == 0 || (pixel.Red, pixel.Green, pixel.Blue) == (255, 255, 255)));
        Assert.Contains(pixels, pixel => pixel.Alpha == 255);
        Assert.Contains(pixels, pixel => pixel.Alpha == 0);
    }

    [Fact]
    public async Task TeamsPackage_WrittenTwice_HasTheSameBytes()
    {
        using (await WriteAsync())
        {
        }

        var first = await File.ReadAllBytesAsync(PackagePath, Cancellation);
        using (await WriteAsync())
        {
        }

        Assert.Equal(first, await File.ReadAllBytesAsync(PackagePath, Cancellation));
    }

    [Theory]
    [InlineData("'botqa' is not an app id", "--app-id", "botqa", "--domain", "botqa.example.com")]
    [InlineData("is not an app id", "--app-id", "00000000-0000-0000-0000-000000000000", "--domain", "botqa.example.com")]
    [InlineData("without scheme", "--app-id", AppId, "--domain", "https://botqa.example.com")]
    [InlineData("without scheme", "--app-id", AppId, "--domain", "botqa.example.com/api")]
    [InlineData("without scheme", "--app-id", AppId, "--domain", "localhost")]
    [InlineData("without scheme", "--app-id", AppId, "--domain", "10.0.0.1")]
    [InlineData("'--app-id' is required", "--domain", "botqa.example.com")]
    [InlineData("--name takes 1 to 30", "--app-id", AppId, "--domain", "botqa.example.com", "--name", "A name that is longer than Teams can show")]
    public async Task TeamsPackage_WrongInput_IsExplainedAndNothingWritten(string expected, params string[] args)
    {
        var run = await RunAsync([.. args, "--out", PackagePath]);

        Assert.Equal(BotQACommandLine.WrongUsage, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(PackagePath));
    }

    private static Task<CommandRun> RunAsync(params string[] args) => CommandRun.OfAsync(new ScriptedAnswerer(_ => throw new InvalidOperationException()), ["teams-package", .. args]);

    private static byte[] Bytes(ZipArchive package, string name)
    {
        using var entry = package.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string Text(ZipArchive package, string name) => System.Text.Encoding.UTF8.GetString(Bytes(package, name));

    private async Task<ZipArchive> WriteAsync()
    {
        var run = await RunAsync("--app-id", AppId, "--domain", "botqa.example.com", "--out", PackagePath);
        Assert.True(run.ExitCode == BotQACommandLine.Done, run.Error);
        return await ZipFile.OpenReadAsync(PackagePath, Cancellation);
    }
}
