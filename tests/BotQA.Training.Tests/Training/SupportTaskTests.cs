using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Reading;
using BotQA.Knowledge.Verification;
using BotQA.Training.Model;
using BotQA.Training.Statements;
using BotQA.Training.Tests.Support;
using BotQA.Training.Training;
using static TorchSharp.torch;

namespace BotQA.Training.Tests.Training;

public class SupportTaskTests
{
    [Fact]
    public void Batches_FromALaterOne_GoOnWhereAWholeRunWouldBe()
    {
        var task = Task();

        var whole = task.Batches(0, () => 256).Take(3).ToList();
        var rest = task.Batches(2, () => 256).First();

        Assert.Equal(whole[2].Select(e => e.Window.Ids), rest.Select(e => e.Window.Ids));
    }

    [Fact]
    public void Loss_OfANewModel_IsThatOfAGuess()
    {
        Torch.SkipUnlessAvailable();
        var task = Task();
        var examples = task.Batches(0, () => 256).First();
        var model = new ReaderModel(new EmbeddedModel());
        var batch = Batch.Of([.. examples.Select(e => e.Window)]);

        var loss = task.Loss(model.Forward(batch.Ids, batch.Types, batch.Mask), batch, examples).item<float>();

        Assert.InRange(loss, 0.4, 1.1);
    }

    [Fact]
    public void Loss_WrongWordsAreKnown_CountsThemToo()
    {
        Torch.SkipUnlessAvailable();
        var task = Task();
        var window = ReaderWindow.Create(Sample.Encoder.Encode("Dogs pay.").Ids, Sample.Encoder.Encode("Dogs travel free.").Ids, firstToken: 0);
        var batch = Batch.Of([window]);
        var logits = zeros(1, batch.Ids.shape[1], 2);
        logits[0, 2, 0] = 5;

        float Loss(IReadOnlyList<long>? labels) => task.Loss(logits, batch, [new ReaderExample(window, 0, 0, labels)]).item<float>();

        Assert.Equal(Math.Log(2), Loss(null), 4);
        Assert.InRange(Loss([1, 0, 1]), Loss(null) + 0.2, Loss(null) + 0.3);
        Assert.InRange(Loss([1, 1, 1]), Loss(null) + 0.9, Loss(null) + 1.2);
    }

    private static SupportTask Task()
    {
        var stream = new StatementStream([Sample.Towns()], Sample.Encoder, new WordNet(Path.Combine(AppContext.BaseDirectory, "wordnet")));
        return new SupportTask(stream, stream, seed: 3, batchSize: 4);
    }
}
