targetScope = 'subscription'

metadata name = 'StatusHawk'
metadata description = 'One installation: three apps, their stores, and a probe in each region of a list. docs/deployment.md leads through it.'

import { location as regionName } from 'modules/locations.bicep'
import { publicAccess } from 'modules/shared.bicep'

@description('Required. Name of the installation, in the names of what is made.')
@minLength(2)
@maxLength(24)
param name string

@description('Required. Where Api, Pipeline and the data are.')
param location string

@description('Required. Where checks are made from; each name is one region\'s. One word adds a region.')
@minLength(1)
param regions regionName[]

@description('Optional. Most request units a second of the documents, 1,000 or more; 0: serverless. It is the one or the other for good.')
param cosmosThroughput int = 0

@description('Optional. Instances that are always there, by what they serve; 0: they come when there is work.')
param alwaysReady {
  @description('Required. Requests of people, in Api.')
  requests: int
  @description('Required. Planning, in Pipeline.')
  schedule: int
  @description('Required. What probes report, in Pipeline.')
  recording: int
  @description('Required. Orchestrations of outages and alerts, in Pipeline.')
  orchestrations: int
  @description('Required. Rounds of checks, in each region.')
  rounds: int
  @description('Required. Second opinions, in each region.')
  opinions: int
} = { requests: 0, schedule: 0, recording: 0, orchestrations: 0, rounds: 0, opinions: 0 }

@description('Optional. Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 512

@description('Optional. Instances of an app at most.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 100

@description('Optional. How storage accounts are kept: Standard_LRS, or Standard_ZRS to outlive a zone where there are zones.')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param storageSku string = 'Standard_LRS'

@description('Optional. Whether stores and vault are reached by public addresses (by identity alone) or by private endpoints only.')
@allowed(['public', 'private'])
param networkAccess string = 'public'

@description('Optional. Origin of the status pages and the API, such as https://status.example.com; empty: the app\'s own address.')
param publicUrl string = ''

@description('Optional. Proxies before Api that add to X-Forwarded-For: 1 is the platform\'s own, 2 with a CDN before it.')
@minValue(1)
@maxValue(10)
param trustedProxies int = 1

@description('Optional. Where links in mails lead, the dashboard\'s address; empty: mails give a code and say how to use it.')
param appUrl string = ''

@description('Optional. Whether anybody may make an account, or nobody.')
@allowed(['open', 'closed'])
param registration string = 'open'

@description('Optional. Where the dashboard\'s static site is managed: centralus, eastasia, eastus2, westeurope or westus2; empty: there is none.')
param dashboardLocation string = ''

@description('Optional. A mail domain of one\'s own, such as mail.example.com; empty: one of Azure\'s.')
param mailDomain string = ''

@description('Optional. Whether the records of the mail domain are in the DNS and verified. Until then mails come from Azure\'s domain.')
param mailDomainVerified bool = false

@description('Optional. Where mails are kept at rest, a geography such as Europe or United States.')
param mailDataLocation string = 'Europe'

@description('Optional. Id of the key that seals what is saved from now on.')
param sealingKeyId string = 'k1'

@description('Optional. Ids of keys that were current before.')
param olderSealingKeyIds string[] = []

@description('Optional. The key itself when it is new, 32 bytes in base64; empty: the one in the vault stays.')
@secure()
param sealingKey string = ''

@description('Optional. Addresses that answer as long as a region\'s own network does; when all are silent, it abstains.')
param canaries string[] = [
  'https://www.cloudflare.com/cdn-cgi/trace'
  'https://www.google.com/generate_204'
  'https://www.microsoft.com/'
]

@description('Optional. Who is told of alarms and of the bill; empty: nobody.')
param alarmEmail string = ''

@description('Optional. What a month may cost, in the subscription\'s currency; 0: no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('Optional. First day of the budget\'s first month, such as 2026-12-01; empty: no budget. Once it is there it cannot be changed.')
param budgetFrom string = ''

@description('Optional. Called each minute while the installation is well, so that silence there alarms; empty: nobody is called.')
@secure()
param deadManUrl string = ''

@description('Optional. Days for which logs are kept, 30 to 730.')
param logRetentionDays int = 30

@description('Optional. Gigabytes of logs a day after which none are taken; -1: no limit. Alarms are blind after it.')
param logDailyCapGigabytes int = -1

@description('Optional. App settings of Api over those that are set here, as in docs/configuration.md.')
param apiSettings object = {}

@description('Optional. App settings of Pipeline over those that are set here.')
param pipelineSettings object = {}

@description('Optional. App settings of every probe over those that are set here.')
param probeSettings object = {}

@description('Optional. Tags of every resource.')
param tags object = {}

var token = uniqueString(subscription().id, name, location)
var allTags = union(tags, { 'azd-env-name': name })
var isPrivate = networkAccess == 'private'
var apiName = 'func-api-${token}'
var origin = empty(publicUrl) ? 'https://${apiName}.azurewebsites.net' : publicUrl

resource group 'Microsoft.Resources/resourceGroups@2024-07-01' = {
  name: 'rg-${name}'
  location: location
  tags: allTags
}

module identities 'modules/identities.bicep' = {
  name: 'identities'
  scope: group
  params: { token: token, location: location, regions: regions, tags: allTags }
}

var appPrincipalIds = concat(
  [identities.outputs.api.principalId, identities.outputs.pipeline.principalId],
  map(identities.outputs.probes, probe => probe.principalId)
)

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    token: token
    location: location
    retentionDays: logRetentionDays
    dailyCapGigabytes: logDailyCapGigabytes
    appPrincipalIds: appPrincipalIds
    tags: allTags
  }
}

module networks 'modules/networks.bicep' = if (isPrivate) {
  name: 'networks'
  scope: group
  params: { token: token, location: location, regions: regions, tags: allTags }
}

var homeAccess = isPrivate ? networks!.outputs.homeAccess : publicAccess
var common = {
  token: token
  insightsConnectionString: monitoring.outputs.connectionString
  instanceMemoryMB: instanceMemoryMB
  maximumInstances: maximumInstances
  storageSku: storageSku
  tags: allTags
}

module secrets 'modules/secrets.bicep' = {
  name: 'secrets'
  scope: group
  params: {
    token: token
    location: location
    currentKeyId: sealingKeyId
    olderKeyIds: olderSealingKeyIds
    newKey: sealingKey
    deadManUrl: deadManUrl
    sealerPrincipalIds: appPrincipalIds
    deadManPrincipalId: identities.outputs.pipeline.principalId
    access: homeAccess
    tags: allTags
  }
}

module homeStorage 'modules/home-storage.bicep' = {
  name: 'home-storage'
  scope: group
  params: {
    token: token
    location: location
    sku: storageSku
    api: identities.outputs.api
    pipeline: identities.outputs.pipeline
    probes: identities.outputs.probes
    access: homeAccess
    tags: allTags
  }
}

module cosmos 'modules/cosmos.bicep' = {
  name: 'cosmos'
  scope: group
  params: {
    token: token
    location: location
    throughput: cosmosThroughput
    api: identities.outputs.api
    pipeline: identities.outputs.pipeline
    access: homeAccess
    tags: allTags
  }
}

module communication 'modules/communication.bicep' = {
  name: 'communication'
  scope: group
  params: {
    token: token
    dataLocation: mailDataLocation
    domainName: mailDomain
    domainVerified: mailDomainVerified
    senderPrincipalId: identities.outputs.pipeline.principalId
    tags: allTags
  }
}

module probes 'modules/probe.bicep' = [
  for (region, i) in regions: {
    name: 'probe-${region}'
    scope: group
    params: {
      common: common
      region: region
      runsAs: identities.outputs.probes[i]
      pipeline: identities.outputs.pipeline
      canaries: canaries
      sealingSettings: secrets.outputs.sealingSettings
      homeQueueUri: homeStorage.outputs.queueUri
      roundsAlwaysReady: alwaysReady.rounds
      opinionsAlwaysReady: alwaysReady.opinions
      settings: probeSettings
      subnetId: isPrivate ? networks!.outputs.probeSubnetIds[i] : ''
      access: isPrivate ? networks!.outputs.regionAccess[i] : publicAccess
    }
  }
]

module pipeline 'modules/pipeline.bicep' = {
  name: 'pipeline'
  scope: group
  params: {
    common: common
    location: location
    runsAs: identities.outputs.pipeline
    name: 'func-pipeline-${token}'
    publicUrl: origin
    appUrl: appUrl
    regionQueues: [for (region, i) in regions: { region: region, queueUri: probes[i].outputs.queueUri }]
    sealingSettings: secrets.outputs.sealingSettings
    deadManReference: empty(deadManUrl) ? '' : secrets.outputs.deadManReference
    cosmosEndpoint: cosmos.outputs.endpoint
    homeQueueUri: homeStorage.outputs.queueUri
    homeTableUri: homeStorage.outputs.tableUri
    mailEndpoint: communication.outputs.endpoint
    mailSender: communication.outputs.sender
    scheduleAlwaysReady: alwaysReady.schedule
    recordingAlwaysReady: alwaysReady.recording
    orchestrationsAlwaysReady: alwaysReady.orchestrations
    settings: pipelineSettings
    subnetId: isPrivate ? networks!.outputs.pipelineSubnetId : ''
    access: homeAccess
  }
}

module dashboard 'modules/dashboard.bicep' = if (!empty(dashboardLocation)) {
  name: 'dashboard'
  scope: group
  params: { token: token, location: dashboardLocation, tags: allTags }
}

module api 'modules/api.bicep' = {
  name: 'api'
  scope: group
  params: {
    common: common
    location: location
    runsAs: identities.outputs.api
    name: apiName
    publicUrl: origin
    appUrl: appUrl
    trustedProxies: trustedProxies
    registration: registration
    regions: regions
    canaries: canaries
    sealingSettings: secrets.outputs.sealingSettings
    cosmosEndpoint: cosmos.outputs.endpoint
    homeQueueUri: homeStorage.outputs.queueUri
    homeTableUri: homeStorage.outputs.tableUri
    alwaysReady: alwaysReady.requests
    corsOrigins: empty(dashboardLocation) ? [] : [dashboard!.outputs.url]
    settings: apiSettings
    subnetId: isPrivate ? networks!.outputs.apiSubnetId : ''
    access: homeAccess
  }
}

module dashboardLink 'modules/dashboard-link.bicep' = if (!empty(dashboardLocation)) {
  name: 'dashboard-link'
  scope: group
  params: {
    siteName: dashboard!.outputs.name
    apiName: api.outputs.name
    apiLocation: location
  }
}

module watching 'modules/watching.bicep' = {
  name: 'watching'
  scope: group
  params: {
    token: token
    location: location
    workspaceId: monitoring.outputs.workspaceId
    email: alarmEmail
    tags: allTags
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0 && !empty(budgetFrom) && !empty(alarmEmail)) {
  name: 'budget'
  scope: group
  params: { name: name, monthly: monthlyBudget, startDate: budgetFrom, email: alarmEmail }
}

// Names are in capitals because azd keeps them as environment variables.
@description('The group that everything is in.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The vault with the sealing keys.')
output AZURE_KEY_VAULT_NAME string = secrets.outputs.name

@description('App of Api.')
output API_APP_NAME string = api.outputs.name

@description('App of Pipeline.')
output PIPELINE_APP_NAME string = pipeline.outputs.name

@description('Apps of the probes, in the order of the regions.')
output PROBE_APP_NAMES string[] = [for (region, i) in regions: probes[i].outputs.name]

@description('Api\'s own address.')
output API_URL string = api.outputs.url

@description('Pipeline\'s own address: its health.')
output PIPELINE_URL string = pipeline.outputs.url

@description('The probes\' own addresses: their health.')
output PROBE_URLS string[] = [for (region, i) in regions: probes[i].outputs.url]

@description('Origin of the status pages and the API.')
output PUBLIC_URL string = origin

@description('The dashboard\'s static site; empty without one.')
output DASHBOARD_NAME string = empty(dashboardLocation) ? '' : dashboard!.outputs.name

@description('The dashboard\'s address; empty without one.')
output DASHBOARD_URL string = empty(dashboardLocation) ? '' : dashboard!.outputs.url

@description('The address that mails come from.')
output MAIL_SENDER string = communication.outputs.sender

@description('The addresses that targets see, in the order of the regions; without private networks they are Azure\'s own, and change.')
output OUTGOING_ADDRESSES string[] = isPrivate ? networks!.outputs.outgoingAddresses : []
