using BotQA.Bot;

namespace BotQA.Tests.Bot;

public sealed class SentenceQuestionsTests
{
    [Theory]
    [InlineData("The lighthouse of Skarholm was built in 1874 by the engineer Ingrid Solberg.", "Who built the lighthouse of Skarholm?", ExampleKind.Person)]
    [InlineData("The lighthouse of Skarholm was built in 1874 by the engineer Ingrid Solberg.", "When was the lighthouse of Skarholm built?", ExampleKind.Date)]
    [InlineData("The report was written in May 2020 by Anna Berg and others.", "Who wrote the report?", ExampleKind.Person)]
    [InlineData("He spoke amid a 72-hour Victory Day truce unilaterally declared by Russia.", "How long was the Victory Day truce declared by Russia?", ExampleKind.Duration)]
    [InlineData("The crossing takes about 40 minutes.", "How long does the crossing take?", ExampleKind.Duration)]
    [InlineData("The siege of Norvik lasted three weeks.", "How long did the siege of Norvik last?", ExampleKind.Duration)]
    [InlineData("US Ambassador to Moscow Lynne Tracy skipped the event.", "Who is the US Ambassador to Moscow?", ExampleKind.Person)]
    [InlineData("A question may have up to 2,000 characters.", "How many characters may a question have?", ExampleKind.Quantity)]
    [InlineData("A file may have up to 50 MB.", "How large may a file be?", ExampleKind.Quantity)]
    [InlineData("The tower is about 330 metres tall.", "How tall is the tower?", ExampleKind.Quantity)]
    [InlineData("The annual pass costs $40.", "How much does the annual pass cost?", ExampleKind.Quantity)]
    [InlineData("A citation is a quotation from a document.", "What is a citation?", ExampleKind.Definition)]
    [InlineData("Ingrid Solberg was a Norwegian engineer.", "Who was Ingrid Solberg?", ExampleKind.Definition)]
    [InlineData("BotQA reads plain text files.", "What does BotQA read?", ExampleKind.Property)]
    [InlineData("The house burned down in 1911.", "What happened in 1911?", ExampleKind.Year)]
    public void Of_SentenceOfAKnownShape_AsksForWhatItStates(string sentence, string question, object kind) =>
        Assert.Contains((question, (ExampleKind)kind), SentenceQuestions.Of(sentence, sentence));

    [Theory]
    [InlineData("It was built by the engineer Ingrid Solberg.")]
    [InlineData("Its lamp is a lens of glass.")]
    [InlineData("This is the end.")]
    [InlineData("There was a man by the sea.")]
    [InlineData("Adding the trays is a good idea.")]
    [InlineData("What he said before is a lie.")]
    [InlineData("The only reason is the weather.")]
    [InlineData("The house burned down and was a ruin.")]
    [InlineData("Los Angeles Mayor Anna Berg came late.")]
    [InlineData("")]
    [InlineData("—")]
    public void Of_SentenceThatMeansSomethingOnlyInItsPlace_AsksNothing(string sentence) => Assert.Empty(SentenceQuestions.Of(sentence, sentence));

    [Theory]
    [InlineData("Visitors", "Visitors may come. Most visitors do.", "visitors")]
    [InlineData("Russia", "Russia is large. In Russia it is cold.", "Russia")]
    [InlineData("BotQA", "The command botqa starts BotQA.", "BotQA")]
    [InlineData("The House of Lords", "", "the House of Lords")]
    public void Lowered_PhraseFromTheBeginningOfASentence_KeepsTheCapitalsOfNames(string phrase, string text, string expected) =>
        Assert.Equal(expected, SentenceQuestions.Lowered(phrase, text));
}
