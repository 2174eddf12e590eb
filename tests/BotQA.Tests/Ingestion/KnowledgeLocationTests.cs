using BotQA.Ingestion;
using BotQA.Tests.Support;

namespace BotQA.Tests.Ingestion;

public sealed class KnowledgeLocationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _checkout;
    private readonly string _program;
    private readonly string _work;

    public KnowledgeLocationTests()
    {
        _checkout = Directory.CreateDirectory(Path.Combine(_folder.Path, "checkout")).FullName;
        _program = Directory.CreateDirectory(Path.Combine(_checkout, "src", "BotQA", "bin")).FullName;
        _work = Directory.CreateDirectory(Path.Combine(_folder.Path, "work")).FullName;
        _folder.Write("checkout/BotQA.sln", "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Resolve_RelativeSetting_PrefersWorkingDirectoryThenCheckoutThenProgram()
    {
        var places = new[] { _program, _checkout, _work };
        foreach (var place in places)
        {
            Directory.CreateDirectory(Path.Combine(place, "docs"));
            Assert.Equal(Path.Combine(place, "docs"), KnowledgeLocation.Resolve(option: null, "docs", _work, _program));
        }
    }

    [Fact]
    public void Resolve_RelativeSettingThatExistsNowhere_NamesTheWorkingDirectory() =>
        Assert.Equal(Path.Combine(_work, "docs"), KnowledgeLocation.Resolve(option: null, "docs", _work, _program));

    [Fact]
    public void Resolve_Option_IsRelativeToTheWorkingDirectoryAlone()
    {
        Directory.CreateDirectory(Path.Combine(_checkout, "docs"));

        Assert.Equal(Path.Combine(_work, "docs"), KnowledgeLocation.Resolve("docs", "other", _work, _program));
    }

    [Fact]
    public void Resolve_AbsoluteSetting_IsTakenAsItIs() =>
        Assert.Equal(_checkout, KnowledgeLocation.Resolve(option: null, _checkout, _work, _program));

    [Fact]
    public void Resolve_WithoutOptionAndSetting_IsTheFolderKnowledge() =>
        Assert.Equal(Path.Combine(_work, "knowledge"), KnowledgeLocation.Resolve(option: null, setting: null, _work, _program));
}
