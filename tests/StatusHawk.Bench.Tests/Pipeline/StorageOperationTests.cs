using StatusHawk.Bench.Pipeline;

namespace StatusHawk.Bench.Tests.Pipeline;

public sealed class StorageOperationTests
{
    [Theory]
    [InlineData(StorageService.Queue, "POST", "/devstoreaccount1/results/messages", false, StorageOperation.QueuePut)]
    [InlineData(StorageService.Queue, "GET", "/devstoreaccount1/results/messages", true, StorageOperation.QueueGet)]
    [InlineData(StorageService.Queue, "GET", "/devstoreaccount1/results/messages", false, StorageOperation.QueuePoll)]
    [InlineData(StorageService.Queue, "DELETE", "/devstoreaccount1/results/messages/1f6e", false, StorageOperation.QueueDelete)]
    [InlineData(StorageService.Queue, "PUT", "/devstoreaccount1/results/messages/1f6e", false, StorageOperation.QueueOther)]
    [InlineData(StorageService.Queue, "GET", "/devstoreaccount1/results", false, StorageOperation.QueueOther)]
    [InlineData(StorageService.Table, "GET", "/devstoreaccount1/deliveries()", false, StorageOperation.TableRead)]
    [InlineData(StorageService.Table, "POST", "/devstoreaccount1/$batch", false, StorageOperation.TableWrite)]
    [InlineData(StorageService.Blob, "HEAD", "/devstoreaccount1/locks/a", false, StorageOperation.BlobRead)]
    [InlineData(StorageService.Blob, "PUT", "/devstoreaccount1/locks/a", false, StorageOperation.BlobWrite)]
    public void A_request_is_counted_as_what_it_does(StorageService service, string method, string path, bool hasMessages, StorageOperation expected) =>
        StorageOperations.Of(service, method, path, hasMessages).ShouldBe(expected);
}
