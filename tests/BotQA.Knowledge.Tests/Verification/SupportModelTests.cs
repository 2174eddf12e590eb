using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Reading;
using BotQA.Knowledge.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotQA.Knowledge.Tests.Verification;

public class SupportModelTests
{
    private const string Lighthouse =
        "The lighthouse of Storvik was built in 1887 by Karin Lund and is 27 metres tall. Its lamp has been lit by electricity since 1931. Visitors may climb it on Sundays, except in January.";

    // What is stated is likelier than not; what isn't never gets the odds that let a sentence stand.
    [Theory]
    [InlineData("Karin Lund built the lighthouse in 1887.", true)]
    [InlineData("The tower measures 27 metres.", true)]
    [InlineData("Electricity has lit the lamp since 1931.", true)]
    [InlineData("The lighthouse was designed by a Danish company.", false)]
    [InlineData("The lighthouse was taken down in 1931.", false)]
    [InlineData("Visitors pay an entrance fee of five crowns.", false)]
    public void Judge_StatedOrNot_ShippedModelTellsThem(string statement, bool isSupported)
    {
        using var shipped = new ShippedSupportModel();

        Assert.Equal(isSupported, shipped.Model.Judge(statement, SupportModel.PassageOf("Lighthouses", Lighthouse)) > (isSupported ? 0 : SupportChecker.SupportingOdds));
    }

    [Fact]
    public void Judge_PassageLongerThanAWindow_FindsItAtTheEnd()
    {
        using var shipped = new ShippedSupportModel();
        var passage = string.Concat(Enumerable.Repeat("The harbour is open all year, and ships of every kind call there. ", 40)) + Lighthouse;

        Assert.True(shipped.Model.Judge("The lighthouse of Storvik was built in 1887 by Karin Lund.", passage) > 0);
    }

    [Fact]
    public void Judge_WeightsMissing_IsNullAndNoError()
    {
        using var model = new SupportModel(
            WordPieceTokenizer.Load(new EmbeddedModel()), () => throw new ReaderModelException("The file is missing."), NullLogger<SupportModel>.Instance);

        model.Load();

        Assert.Null(model.Judge("The tower measures 27 metres.", Lighthouse));
    }
}
