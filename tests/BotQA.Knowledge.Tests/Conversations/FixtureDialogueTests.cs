using BotQA.Knowledge.Tests.Documents.Fixtures;
using BotQA.Knowledge.Tests.Support;

namespace BotQA.Knowledge.Tests.Conversations;

/// <summary>Dialogues about documents of every format.</summary>
public sealed class FixtureDialogueTests(FixtureFolder folder) : DialogueTests, IClassFixture<FixtureFolder>
{
    private static readonly IReadOnlyList<Dialogue> Dialogues = Dialogue.Read("fixture-dialogues.txt");

    public static TheoryData<string> Names => [.. Dialogues.Select(dialogue => dialogue.Name)];

    private protected override IndexedKnowledge Knowledge => folder.Knowledge;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Ask_DialogueAboutTheFixtures_IsUnderstood(string name) => PlayAsync(Dialogues.Single(dialogue => dialogue.Name == name));
}
