metadata name = 'Pipeline'
metadata description = 'The app that plans, records, confirms, alerts and sums up.'

import { identity, privateAccess, roles, setup } from 'shared.bicep'

@description('Required. What all function apps have in common.')
param common setup

@description('Required. Where it is.')
param location string

@description('Required. Who it is.')
param runsAs identity

@description('Required. Name of the app.')
param name string

@description('Required. Origin of the status pages, that alerts link to.')
param publicUrl string

@description('Required. Where links in mails lead; empty: mails give a code and say how to use it.')
param appUrl string

@description('Required. The regions, and the address of the queues of each.')
param regionQueues {
  @description('Required. Its name.')
  region: string

  @description('Required. Address of its queues.')
  queueUri: string
}[]

@description('Required. Settings of the sealing keys.')
param sealingSettings object

@description('Required. The reference to the address that is called while all is well; empty: nobody is called.')
param deadManReference string

@description('Required. Address of the documents.')
param cosmosEndpoint string

@description('Required. Address of the home queues.')
param homeQueueUri string

@description('Required. Address of the home tables.')
param homeTableUri string

@description('Required. Where mails are handed over.')
param mailEndpoint string

@description('Required. The address that mails come from.')
param mailSender string

@description('Required. Instances that are always there to plan.')
param scheduleAlwaysReady int

@description('Required. Instances that are always there for what is reported.')
param recordingAlwaysReady int

@description('Required. Instances that are always there for orchestrations.')
param orchestrationsAlwaysReady int

@description('Required. Settings of one\'s own, over those of this file.')
param settings object

@description('Optional. Subnet that the app goes out by; empty: the platform\'s own way.')
param subnetId string = ''

@description('Required. Where the private side of its storage is, if it has no public one.')
param access privateAccess

// The task hub is in here: Durable makes its queues and tables itself, when it needs them.
// https://learn.microsoft.com/azure/azure-functions/durable/durable-functions-configure-managed-identity
module host 'storage.bicep' = {
  name: 'pipeline-host-storage'
  params: {
    name: 'stpipe${common.token}'
    location: location
    tags: common.tags
    sku: common.storageSku
    containers: ['packages']
    accountServices: ['queue', 'table']
    accountGrants: [
      { on: '', principalId: runsAs.principalId, role: roles.blobDataOwner }
      { on: '', principalId: runsAs.principalId, role: roles.queueDataContributor }
      { on: '', principalId: runsAs.principalId, role: roles.tableDataContributor }
    ]
    access: access
  }
}

module app 'function-app.bicep' = {
  name: 'pipeline-app'
  params: {
    name: name
    location: location
    tags: common.tags
    runsAs: runsAs
    host: {
      blobUri: host.outputs.blobUri
      queueUri: host.outputs.queueUri
      tableUri: host.outputs.tableUri
    }
    insightsConnectionString: common.insightsConnectionString
    instanceMemoryMB: common.instanceMemoryMB
    maximumInstances: common.maximumInstances
    alwaysReady: [
      { name: 'function:ScheduleChecks', instanceCount: scheduleAlwaysReady }
      { name: 'function:RecordRounds', instanceCount: recordingAlwaysReady }
      { name: 'function:RecordUrgent', instanceCount: recordingAlwaysReady }
      { name: 'durable', instanceCount: orchestrationsAlwaysReady }
    ]
    subnetId: subnetId
    settings: union(
      {
        HomeStorage__queueServiceUri: homeQueueUri
        HomeStorage__tableServiceUri: homeTableUri
        HomeStorage__clientId: runsAs.clientId
        HomeStorage__credential: 'managedidentity'
        Cosmos__Endpoint: cosmosEndpoint
        Email__Endpoint: mailEndpoint
        Email__Sender: mailSender
        Alerting__PublicUrl: publicUrl
        Accounts__AppUrl: appUrl
        ScheduleEvery: '*/10 * * * * *'
        WatchdogEvery: '0 * * * * *'
        UptimeEvery: '30 */5 * * * *'
        Watching__OpenMetrics: 'false'
      },
      toObject(regionQueues, item => 'RegionStorage__${item.region}__queueServiceUri', item => item.queueUri),
      sealingSettings,
      empty(deadManReference) ? {} : { Watching__DeadManUrl: deadManReference },
      settings
    )
  }
}

@description('Name of the app.')
output name string = app.outputs.name

@description('Its own address.')
output url string = app.outputs.url
